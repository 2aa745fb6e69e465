import type { Input } from "@pulumi/pulumi";
import type { Quantity, TaintEffect } from "../nodes/node-pool-spec.ts";

/** Helm values: any YAML map. */
export type Values = { [key: string]: any };

/** The DNS policy of the controller's pods. */
export const DnsPolicy = { ClusterFirst: "ClusterFirst", Default: "Default" } as const;
export type DnsPolicy = (typeof DnsPolicy)[keyof typeof DnsPolicy];

/** Installation of the Helm charts, node classes, node overlays and node pools. */
export interface InstallArgs {
    /**
     * Whether to install Karpenter in the cluster. With `false`, for GitOps, the charts' values and the manifests of classes, overlays and
     * pools are outputs instead: `helmValues` and `manifests`. Defaults to `true`.
     */
    enabled?: boolean;
    /**
     * Whether to protect the component's resources from deletion while `enabled` is `false`. Pulumi does not manage the pools and nodes
     * then, so a destroy would remove the permissions of running nodes. Before you destroy the stack, delete the pools in the cluster, set
     * this to `false` and run `pulumi up`. Defaults to `true`.
     */
    protect?: boolean;
    /**
     * The version of Karpenter, for the controller and the CRDs: 1.14.x (long-term support) or 1.15.x, without a leading `v`. Defaults to
     * `1.14.3`.
     */
    version?: string;
    /**
     * The controller's Helm chart: an OCI reference without a tag, or a folder. Defaults to `oci://public.ecr.aws/karpenter/karpenter`.
     */
    chart?: string;
    /** The CRDs' Helm chart, in the same form. Defaults to `oci://public.ecr.aws/karpenter/karpenter-crd`. */
    crdChart?: string;
    /**
     * Whether the CRDs stay in the cluster after `pulumi destroy`. Removing them deletes every NodePool, EC2NodeClass and NodeClaim.
     * Defaults to `true`.
     */
    keepCrds?: boolean;
    /** Whether the charts take ownership of existing objects that another installer created. Defaults to `false`. */
    takeOwnership?: boolean;
    /** Whether to create the namespace. Defaults to `true`, and to `false` for `kube-system`. */
    createNamespace?: boolean;
    /**
     * The number of controller pods, one of which is the leader. Two pods need two nodes. With one pod, an update starts the new pod before it
     * stops the old one, on the same node if there is no other; if it has no room for both, set `values.strategy` to
     * `{type: Recreate, rollingUpdate: null}`. Defaults to 2.
     * @asType integer
     * @minimum 1
     */
    replicas?: Input<number>;
    /**
     * The resource requests and limits of the controller. Both default to 1 CPU and 1Gi of memory, as in Karpenter's getting started guide.
     */
    resources?: Resources;
    /** The node selector of the controller's pods, added to the chart's. Defaults to `kubernetes.io/os: linux`. */
    nodeSelector?: { [label: string]: Input<string> };
    /** Tolerations of the controller's pods, in addition to `CriticalAddonsOnly`. Defaults to none. */
    tolerations?: Toleration[];
    /**
     * Whether the controller runs on Fargate. It then does not depend on CoreDNS, and `PodIdentity` is not supported. The Fargate profile
     * must exist, or be part of a new cluster. Defaults to `false`.
     */
    fargate?: boolean;
    /**
     * The DNS policy of the controller's pods. With `Default`, they can start before CoreDNS. Defaults to `ClusterFirst`, and to `Default`
     * on Fargate.
     */
    dnsPolicy?: DnsPolicy;
    /**
     * The time that Helm waits for each chart to become ready, in seconds. A controller that is not ready in time is rolled back or, on the
     * first installation, uninstalled. Defaults to 600.
     * @asType integer
     * @minimum 1
     */
    timeout?: Input<number>;
    /**
     * Additional values of the controller's chart, merged over the component's. Values that the component sets from other arguments are
     * refused. Defaults to none.
     */
    values?: Values;
}

/** Resource requests and limits of a container. */
export interface Resources {
    /** The resources reserved for the container: `cpu`, `memory`. */
    requests?: { [resource: string]: Input<Quantity> };
    /** The maximum that the container can use. Karpenter keeps its memory below 90% of the limit. */
    limits?: { [resource: string]: Input<Quantity> };
}

/** A toleration of a pod. */
export interface Toleration {
    /** The taint's key. Defaults to all keys. */
    key?: Input<string>;
    /**
     * The comparison with the taint's value: `Exists` or `Equal`. Defaults to `Equal`.
     * @pattern ^(Exists|Equal)$
     * @examples ["Exists", "Equal"]
     */
    operator?: Input<string>;
    /** The taint's value, for `Equal`. Defaults to none. */
    value?: Input<string>;
    /** The taint's effect. Defaults to all effects. */
    effect?: Input<TaintEffect>;
}
