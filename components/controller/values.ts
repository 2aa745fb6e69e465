import type { Input } from "@pulumi/pulumi";
import { merge } from "../inputs/merge.ts";
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
        replicas: install.replicas,
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
