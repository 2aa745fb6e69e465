/** Something that holds a deletion, with commands that resolve it. */
export interface Finding {
    /** Starts with the object: `pod shop/db-0: …`. */
    text: string;
    /** Commands, the least destructive first. Empty if waiting is the only option. */
    commands: string[];
    /** Selects a note, printed once for all findings with this topic. */
    topic?: Topic;
}

export type Topic =
    | "annotation"
    | "budget"
    | "twoBudgets"
    | "terminating"
    | "force"
    | "endless"
    | "volume"
    | "finalizers"
    | "collector";

/** Notes on each kind of remedy: its requirements and its cost. */
export const notes: Record<Topic, string> = {
    annotation:
        "Without karpenter.sh/do-not-disrupt a pod is evicted like any other: it gets its own grace period, and its work is " +
        "interrupted. A pod that will complete by itself needs no action.",
    budget:
        "A budget that allows 0 disruptions prevents eviction, but not deletion: `kubectl delete pod`, or scaling the workload " +
        "down, bypasses the budget and its protection. More replicas help only if other nodes have room for them: a pool that " +
        "is being deleted launches no nodes.",
    twoBudgets:
        "Kubernetes never evicts a pod that two budgets select. Change the selector of one budget, or delete the pod, which " +
        "bypasses both.",
    terminating:
        "Karpenter waits for a terminating pod until one minute after its grace period, regardless of finalizers. A shorter " +
        "grace period interrupts its remaining work.",
    force:
        "Forceful termination does not wait: Karpenter deletes the remaining pods before that time, regardless of annotations " +
        "and budgets, and volumes may still be attached.",
    endless:
        "nodePools.<name>.spec.template.spec.terminationGracePeriod in the stack file limits how long a node may drain. It applies " +
        "to NodeClaims created after it is set; existing ones keep their value.",
    volume:
        "Volumes are detached by Kubernetes and the CSI driver's controller once no pod on the node uses them: check that " +
        "the driver's pods run, on nodes that stay. Removing a node with a volume attached can leave its data unwritten.",
    finalizers:
        "Finalizers make Karpenter terminate the instance before the object is removed. If they are removed by hand, EC2 instances " +
        "keep running and are billed, volumes stay attached, and instance profiles and launch templates are left in the account, " +
        "unknown to the cluster. Restore the controller instead.",
    collector:
        "Kubernetes' garbage collector deletes the NodeClaims of a NodePool that is deleted in the foreground, and then the " +
        "NodePool. It stops while an API of the cluster is unavailable.",
};

export const kubectl = (object: { metadata: { namespace?: string } }, ...words: string[]): string =>
    ["kubectl", ...(object.metadata.namespace ? ["-n", object.metadata.namespace] : []), ...words].join(" ");
