import { count } from "../../components/problems/problem.ts";
import { type Finding, kubectl } from "./findings.ts";
import { classFinalizer, finalizer, fullName, isDeleted, type Named, type Objects } from "./objects.ts";
import type { Context } from "./snapshot.ts";

/** Reports a controller that is missing or not ready while objects with Karpenter's finalizers wait for it. */
export function controllerFindings(objects: Objects, { cluster, controller, aws }: Context): Finding[] {
    const left = [
        ...counted(objects.nodeClaims, finalizer, "NodeClaim"),
        ...counted(objects.nodes, finalizer, "node"),
        ...counted(objects.nodeClasses, classFinalizer, "EC2NodeClass"),
    ];
    if (!left.length && !objects.nodePools.some(isDeleted)) return [];
    const { namespace, serviceAccount } = controller;
    const deployment = objects.deployments.find(({ spec }) => spec.template.spec.serviceAccountName === serviceAccount);
    if (deployment?.status?.readyReplicas) return [];
    if (!deployment)
        return [
            {
                text: `no Deployment in namespace ${namespace} has the service account ${serviceAccount}: reinstall it the way it was installed`,
                commands: ["pulumi up"],
                topic: "finalizers",
            },
            {
                text: `objects with finalizers that only Karpenter removes: ${left.join(", ") || "none"}; list the remaining instances:`,
                commands: [
                    `${aws} ec2 describe-instances --filters Name=tag:eks:eks-cluster-name,Values=${cluster} Name=instance-state-name,Values=pending,running,stopping,stopped`,
                ],
            },
        ];
    const { replicas = 1 } = deployment.spec;
    const { name } = deployment.metadata;
    return [
        {
            text: `Deployment ${fullName(deployment)} has 0 of ${replicas} replicas ready: nothing drains until one is`,
            commands: replicas
                ? [kubectl(deployment, "get pods -o wide"), kubectl(deployment, "describe deployment", name)]
                : [kubectl(deployment, "scale deployment", name, "--replicas=1")],
            topic: "finalizers",
        },
    ];
}

function counted(objects: Named[], finalizer: string, noun: string): string[] {
    const holding = objects.filter(({ metadata }) => metadata.finalizers?.includes(finalizer));
    return holding.length ? [count(holding.length, noun)] : [];
}
