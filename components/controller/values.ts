import { type Input, output } from "@pulumi/pulumi";
import { merge } from "../inputs/merge.ts";
import { plain } from "../inputs/plain.ts";
import type { Resolved } from "../resolve.ts";
import type { Values } from "./install-args.ts";

/** What the component wires into the chart. */
export interface Wires {
    cluster: string;
    endpoint?: Input<string>;
    /** The real queue's name; none where interruption handling is off. */
    queueName?: Input<string>;
    serviceAccount: string;
    /** The role's ARN where the service account carries it (IRSA). */
    roleArn?: Input<string>;
    zonalShift: boolean;
}

/** What Karpenter's own guide asks for; the chart itself sets none. */
const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } };

/** The values of the controller's chart: the user's laid on ours. Values that we own are refused. */
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
        // A pod is given its way to a role when it is made, so another way must make other pods: those there would go on with the old
        // one, until their keys end within the hour.
        podAnnotations: { "eks-karpenter/credentials": roleArn ?? "PodIdentity" },
        replicas,
        ...alone(replicas, install.values),
        dnsPolicy: install.dnsPolicy,
        ...(install.nodeSelector && { nodeSelector: { "kubernetes.io/os": "linux", ...install.nodeSelector } }),
        // A list replaces the chart's, whose one toleration is repeated.
        ...(install.tolerations && {
            tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }, ...install.tolerations],
        }),
        controller: { resources: merge(resources, install.resources) },
    };
    return merge<Values>(ours, install.values);
}

/**
 * The values for a lone controller. The chart lets one controller be unavailable, and Helm waits for the others only: an update of a lone
 * one would take it away and succeed with none. The chart also keeps controllers on nodes apart, where a lone one may have just one node.
 */
function alone(replicas: Input<number>, { strategy }: Values): Values {
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
