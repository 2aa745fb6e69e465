import { type Finding, kubectl } from "./findings.ts";
import { classFinalizer, finalizer, fullName, type Named, type Objects } from "./objects.ts";
import type { Surroundings } from "./surroundings.ts";

/** Why Karpenter does nothing, where it has something to do: objects that only it lets go. */
export function controllerFindings(objects: Objects, surroundings: Surroundings, deleting: boolean): Finding[] {
    const left = [
        counted(objects.nodeClaims, finalizer, "NodeClaims"),
        counted(objects.nodes, finalizer, "nodes"),
        counted(objects.nodeClasses, classFinalizer, "EC2NodeClasses"),
    ].flat();
    if (!deleting && !left.length) return [];
    const { cluster, controller, aws } = surroundings;
    const { namespace, serviceAccount } = controller;
    const deployment = objects.deployments.find(({ spec }) => spec.template.spec.serviceAccountName === serviceAccount);
    if (!deployment)
        return [
            {
                text:
                    `no Deployment in namespace ${namespace} has the service account ${serviceAccount}: Karpenter is not there. ` +
                    `${left.join(", ") || "Nothing"} will keep its finalizers until it is back.`,
                commands: [
                    "pulumi up",
                    `${aws} ec2 describe-instances --filters Name=tag:eks:eks-cluster-name,Values=${cluster} Name=instance-state-name,Values=pending,running,stopping,stopped`,
                ],
                topic: "finalizers",
            },
        ];
    const { spec, status = {} } = deployment;
    const { replicas = 1 } = spec;
    if (status.readyReplicas) return [];
    const { name } = deployment.metadata;
    return [
        {
            text: `Deployment ${fullName(deployment)} has 0 of ${replicas} replicas ready: nothing drains until Karpenter runs`,
            commands: replicas
                ? [kubectl(deployment, "get pods -o wide"), kubectl(deployment, "describe deployment", name)]
                : [kubectl(deployment, "scale deployment", name, "--replicas=1")],
            topic: "finalizers",
        },
    ];
}

function counted(objects: Named[], finalizer: string, noun: string): string[] {
    const count = objects.filter(({ metadata }) => metadata.finalizers?.includes(finalizer)).length;
    return count ? [`${count} ${noun}`] : [];
}
