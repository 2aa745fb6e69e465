import { type Input, output } from "@pulumi/pulumi";
import { merge } from "../inputs/merge.ts";
import { plain } from "../inputs/plain.ts";
import type { Resolved } from "../resolve.ts";
import type { Values } from "./install-args.ts";

/** The values that the component sets in the chart. */
export interface Wires {
    cluster: string;
    endpoint?: Input<string>;
    /** The name of the interruption queue; `undefined` if interruption handling is disabled. */
    queueName?: Input<string>;
    serviceAccount: string;
    /** The ARN of the controller's role, for IRSA: an annotation of the service account. */
    roleArn?: Input<string>;
    zonalShift: boolean;
}

/** The default resources, from Karpenter's getting started guide. The chart has none. */
const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } };

/** The values of the controller's chart: the user's, merged over the component's. */
export function helmValues(wires: Wires, install: Resolved["install"]): Values {
    const { cluster, endpoint, queueName, serviceAccount, roleArn, zonalShift } = wires;
    const replicas = install.values.replicas ?? install.replicas;
    const ours = {
        settings: {
            clusterName: cluster,
            ...(endpoint !== undefined && { clusterEndpoint: endpoint }),
            ...(queueName !== undefined && { interruptionQueue: queueName }),
            ...(zonalShift && { enableZonalShift: true }),
        },
        serviceAccount: {
            create: true,
            name: serviceAccount,
            ...(roleArn !== undefined && { annotations: { "eks.amazonaws.com/role-arn": roleArn } }),
        },
        // Pods get their credentials when they are created. A change of the role or identity must replace them, or they would use the old
        // credentials until these expire within the hour.
        podAnnotations: { "eks-karpenter/credentials": roleArn ?? "PodIdentity" },
        replicas,
        ...singleReplicaValues(replicas, install.values),
        dnsPolicy: install.dnsPolicy,
        ...(install.nodeSelector && { nodeSelector: { "kubernetes.io/os": "linux", ...install.nodeSelector } }),
        // The list replaces the chart's, so the chart's toleration is repeated.
        ...(install.tolerations && {
            tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }, ...install.tolerations],
        }),
        controller: { resources: merge(resources, install.resources) },
    };
    return merge<Values>(ours, install.values);
}

/**
 * The values for a single replica. The chart allows one unavailable replica, and Helm waits only for the others: an update of a single
 * replica would succeed with none running. The chart also spreads replicas over nodes, but a single one may have only one node.
 */
function singleReplicaValues(replicas: Input<number>, { strategy }: Values): Values {
    if (strategy !== undefined) return {};
    const count = plain<number>(replicas);
    if (count === undefined)
        return {
            strategy: { rollingUpdate: { maxUnavailable: output(replicas).apply(count => (count === 1 ? 0 : 1)) } },
        };
    if (count !== 1) return {};
    return {
        strategy: { rollingUpdate: { maxUnavailable: 0 } },
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
        topologySpreadConstraints: [],
    };
}
