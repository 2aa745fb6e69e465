import type { KarpenterArgs } from "./args.ts";
import { Identity } from "./controller/controller-args.ts";
import { DnsPolicy } from "./controller/install-args.ts";
import { SelectBy } from "./network/discovery-args.ts";
import { defaultJoining } from "./nodes/joining.ts";
import { defaultVersion } from "./upstream/versions.ts";

/** The component's arguments with their defaults. */
export type Resolved = ReturnType<typeof resolve>;

/** Adds the defaults to the arguments, except to the specs of classes, pools and overlays, whose manifests add them. */
export function resolve(args: KarpenterArgs) {
    const { cluster, nodeClasses = {}, nodePools = {}, nodeOverlays = {} } = args;
    const controller = filled(args.controller, {
        identity: Identity.IRSA,
        namespace: "karpenter",
        serviceAccount: "karpenter",
        policyStatements: [],
        policyArns: {},
        zonalShift: false,
    });
    return {
        ...args,
        controller,
        discovery: filled(args.discovery, {
            selectBy: SelectBy.Tag,
            subnets: {},
            securityGroups: {},
            taggedByOthers: [],
            tagKey: "karpenter.sh/discovery",
            tagValue: cluster.name,
        }),
        install: filled(args.install, {
            enabled: true,
            protect: true,
            version: defaultVersion,
            chart: "oci://public.ecr.aws/karpenter/karpenter",
            crdChart: "oci://public.ecr.aws/karpenter/karpenter-crd",
            keepCrds: true,
            createNamespace: controller.namespace !== "kube-system",
            replicas: 2,
            fargate: false,
            dnsPolicy: args.install?.fargate ? DnsPolicy.Default : DnsPolicy.ClusterFirst,
            timeout: 600,
            values: {},
        }),
        nodeRole: filled(args.nodeRole, {
            policyArns: {},
            joining: defaultJoining(cluster.authenticationMode),
            others: {},
        }),
        interruption: filled(args.interruption, { enabled: true }),
        spot: filled(args.spot, { serviceLinkedRole: false }),
        names: filled(args.names, { region: false }),
        checks: filled(args.checks, { development: false, allow: {} }),
        nodeClasses,
        nodePools,
        nodeOverlays,
    };
}

type Filled<Group, Defaults> = Group & { [K in keyof Group & keyof Defaults]-?: Exclude<Group[K], undefined> };

/** A group with its defaults. A key that is `undefined` counts as omitted. */
function filled<Group extends object, Defaults extends Partial<Group>>(
    group: Group | undefined,
    defaults: Defaults,
): Filled<Group, Defaults> {
    const given = Object.entries(group ?? {}).filter(([, value]) => value !== undefined);
    return { ...defaults, ...Object.fromEntries(given) } as unknown as Filled<Group, Defaults>;
}
