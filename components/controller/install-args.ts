import type { Input } from "@pulumi/pulumi";
import type { Quantity, TaintEffect } from "../nodes/node-pool-spec.ts";

/** Helm values: any YAML map. */
export type Values = { [key: string]: any };

/** How the controller's pods resolve names. */
export const DnsPolicy = { ClusterFirst: "ClusterFirst", Default: "Default" } as const;
export type DnsPolicy = (typeof DnsPolicy)[keyof typeof DnsPolicy];

/** How Karpenter is installed in the cluster. */
export interface InstallArgs {
    /**
     * Whether anything is put into the cluster. Off, charts, pools and classes are left to others (GitOps) and are there as outputs:
     * `helmValues` and `manifests`. Defaults to `true`.
     */
    enabled?: boolean;
    /**
     * Whether the controller's role and the node role are protected from `pulumi destroy` while `enabled` is `false`: pools and nodes are
     * then in no state, and would lose their permissions while they run. To destroy, delete the pools in the cluster, set this to `false`
     * and run `pulumi up` first. Defaults to `true`.
     */
    protect?: boolean;
    /** Karpenter's version, of the controller and the CRDs both: 1.14.x (long-term) or 1.15.x, without a `v`. Defaults to `1.14.3`. */
    version?: string;
    /** The controller's chart: an OCI reference without a tag, or a folder. Defaults to `oci://public.ecr.aws/karpenter/karpenter`. */
    chart?: string;
    /** The CRDs' chart. Defaults to `oci://public.ecr.aws/karpenter/karpenter-crd`. */
    crdChart?: string;
    /**
     * Whether the CRDs stay when the stack goes. Removing them removes every pool, class and claim in the cluster. Defaults to `true`.
     */
    keepCrds?: boolean;
    /** Whether the charts take over what another installer left behind (Helm's take-ownership). Defaults to `false`. */
    takeOwnership?: boolean;
    /** Whether the namespace is made. Defaults to `true`, except for `kube-system`. */
    createNamespace?: boolean;
    /**
     * Number of controllers, one of which leads. Two need two nodes. Defaults to 2. With one, an update starts the new controller before it
     * stops the old one, on the same node where there is no other. Where that node has no room for both, set
     * `values.strategy` to `{type: Recreate, rollingUpdate: null}`.
     * @asType integer
     * @minimum 1
     */
    replicas?: Input<number>;
    /** What each controller asks for and may use, by resource. Defaults to 1 CPU and 1Gi for both, as in Karpenter's guide. */
    resources?: Resources;
    /** Node labels that the controller's nodes must have. Defaults to the chart's `kubernetes.io/os: linux`. */
    nodeSelector?: { [label: string]: Input<string> };
    /** Taints that the controller's pods bear, beside `CriticalAddonsOnly`. Defaults to none. */
    tolerations?: Toleration[];
    /**
     * Whether the controller runs on Fargate: names resolve without CoreDNS, and `PodIdentity` is refused. The Fargate profile is the
     * caller's, or a new cluster's. Defaults to `false`.
     */
    fargate?: boolean;
    /** `Default` lets the controller start before CoreDNS runs. Defaults to `ClusterFirst`, on Fargate to `Default`. */
    dnsPolicy?: DnsPolicy;
    /**
     * How long a chart may take to be ready, in seconds. A controller that is not ready by then is rolled back; one that is installed for
     * the first time is uninstalled. Defaults to 600.
     * @asType integer
     * @minimum 1
     */
    timeout?: Input<number>;
    /** Values of the controller's chart, laid on ours; a value that the component wires itself is refused. Defaults to none. */
    values?: Values;
}

/** What a container asks for and may use, as Kubernetes has it. */
export interface Resources {
    /** What the container's node must have free: `cpu`, `memory`. */
    requests?: { [resource: string]: Input<Quantity> };
    /** What the container may use at most. Karpenter keeps its memory below nine tenths of it. */
    limits?: { [resource: string]: Input<Quantity> };
}

/** A taint that pods bear. */
export interface Toleration {
    /** The taint's key. Defaults to every taint. */
    key?: Input<string>;
    /**
     * `Exists` or `Equal`. Defaults to `Equal`.
     * @pattern ^(Exists|Equal)$
     * @examples ["Exists", "Equal"]
     */
    operator?: Input<string>;
    /** The taint's value, for `Equal`. Defaults to none. */
    value?: Input<string>;
    /** The taint's effect. Defaults to every effect. */
    effect?: Input<TaintEffect>;
}
