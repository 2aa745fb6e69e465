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
        "Without karpenter.sh/do-not-disrupt a pod is evicted like any other: it gets its own grace period, and what it was doing " +
        "ends. A pod that comes to its end by itself needs nothing.",
    budget:
        "A budget that allows 0 keeps pods from eviction, not from deletion: `kubectl delete pod`, or scaling the workload down, " +
        "passes it by, and gives up what it protects. More replicas help only where other nodes have room for them: a pool that is " +
        "being deleted launches none.",
    twoBudgets:
        "Kubernetes evicts no pod that two budgets select, whatever they allow. Let one of them select something else, or delete " +
        "the pod, which passes both by.",
    terminating:
        "A terminating pod is waited for until a minute after its grace period, not longer, whatever finalizers it has. A shorter " +
        "grace period cuts off what it is still doing.",
    force:
        "At its end by force a node no longer waits: its pods are deleted in time for it, whatever annotation or budget they have, " +
        "and volumes may still be attached.",
    endless:
        "nodePools.<name>.spec.template.spec.terminationGracePeriod in the stack file bounds how long a node may drain. It counts " +
        "for NodeClaims made after it is set; those that are there keep what they were made with.",
    volume:
        "Volumes are detached by Kubernetes and the CSI driver's controller once no pod on the node uses them: see that the " +
        "driver's pods run, on nodes that are not going. A node taken away with a volume attached can leave its data unwritten.",
    finalizers:
        "Finalizers are what makes Karpenter end the instance before the object goes. Taken off by hand, the EC2 instances run on " +
        "and are billed, volumes stay attached, and instance profiles and launch templates are left in the account, with nothing " +
        "in the cluster that knows of them. So bring the controller back instead.",
    collector:
        "A NodePool that is deleted in the foreground has its NodeClaims deleted, and is then removed itself, by Kubernetes' " +
        "garbage collector. That stops where an API of the cluster is not available.",
};

/** `3 NodeClaims` */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

export const kubectl = (object: { metadata: { namespace?: string } }, ...words: string[]): string =>
    ["kubectl", ...(object.metadata.namespace ? ["-n", object.metadata.namespace] : []), ...words].join(" ");
