import { createHash } from "node:crypto";
import { type EventName, events } from "./events.ts";
import { type Problem, show } from "./problem.ts";

/** The parts upstream splits the controller's permissions into, each a managed policy. */
export const PolicyPart = {
    NodeLifecycle: "NodeLifecycle",
    IAMIntegration: "IAMIntegration",
    EKSIntegration: "EKSIntegration",
    Interruption: "Interruption",
    ZonalShift: "ZonalShift",
    ResourceDiscovery: "ResourceDiscovery",
    Additional: "Additional",
} as const;
export type PolicyPart = (typeof PolicyPart)[keyof typeof PolicyPart];

/**
 * How long AWS lets a name be, in characters.
 *
 * IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export const limits = { role: 64, policy: 128, queue: 80, rule: 64 } as const;

const iamName = /^[\w+=,.@-]+$/;

/** What EKS accepts as a cluster's name: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
export const clusterName = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/;

/**
 * `<cluster><suffix>`, with the cluster's part shortened and eight digits of its SHA-256 put in its place where
 * the whole would be longer than `limit`. Two clusters never get one name, and a suffix is never cut.
 */
export function fit(cluster: string, suffix: string, limit: number): string {
    if (cluster.length + suffix.length <= limit) return cluster + suffix;
    const hash = createHash("sha256").update(cluster).digest("hex").slice(0, 8);
    return `${cluster.slice(0, limit - suffix.length - hash.length - 1)}-${hash}${suffix}`;
}

/** Names in AWS, where the ones made from the cluster's name won't do. */
export interface NamesArgs {
    /**
     * Whether the region goes into the names that are account-wide (roles, policies): for clusters of one name in several
     * regions. Defaults to `false`.
     */
    region?: boolean;
    /** The node role's, at most 64 characters. Defaults to `<cluster>-nodeRole`. */
    nodeRole?: string;
    /** The controller role's, at most 64 characters. Defaults to `<cluster>-karpenterControllerRole`. */
    controllerRole?: string;
    /** What the controller policies' begin with, before `-<Part>`. Defaults to `<cluster>-karpenterControllerPolicy`. */
    policies?: string;
    /** The queue's, at most 80 characters. Defaults to `<cluster>-karpenter`. */
    queue?: string;
    /** What the rules' begin with, before `-<Event>`. Defaults to `<cluster>-karpenter`. */
    rules?: string;
}

/** Every name in AWS that the cluster's name decides. */
export interface Names {
    nodeRole: string;
    /** Of the nodes of a new cluster that run the controller. */
    systemNodeRole: string;
    controllerRole: string;
    policies: Record<PolicyPart, string>;
    queue: string;
    rules: Record<EventName, string>;
}

/** The names of a cluster's Karpenter in AWS. IAM is account-wide, queues and rules are regional. */
export function namesOf(cluster: string, given: NamesArgs, region: string): Names {
    const inAccount = given.region ? `${cluster}-${region}` : cluster;
    const named = <K extends string>(keys: K[], name: (key: K) => string) =>
        Object.fromEntries(keys.map(key => [key, name(key)])) as Record<K, string>;
    const { policies, rules } = given;
    return {
        nodeRole: given.nodeRole ?? fit(inAccount, "-nodeRole", limits.role),
        systemNodeRole: fit(inAccount, "-systemNodeRole", limits.role),
        controllerRole: given.controllerRole ?? fit(inAccount, "-karpenterControllerRole", limits.role),
        policies: named(Object.values(PolicyPart), part =>
            policies ? `${policies}-${part}` : fit(inAccount, `-karpenterControllerPolicy-${part}`, limits.policy),
        ),
        queue: given.queue ?? fit(cluster, "-karpenter", limits.queue),
        rules: named(Object.keys(events) as EventName[], event =>
            rules ? `${rules}-${event}` : fit(cluster, `-karpenter-${event}`, limits.rule),
        ),
    };
}

/** Names of the user's that AWS would refuse. Those made here always fit. */
export function checkNames(cluster: string, names: NamesArgs): Problem[] {
    const longest = (suffixes: string[]) => 1 + Math.max(...suffixes.map(suffix => suffix.length));
    const bounds: [keyof NamesArgs, number, RegExp, string][] = [
        ["nodeRole", limits.role, iamName, "letters, digits and +=,.@_-"],
        ["controllerRole", limits.role, iamName, "letters, digits and +=,.@_-"],
        ["policies", limits.policy - longest(Object.values(PolicyPart)), iamName, "letters, digits and +=,.@_-"],
        ["queue", limits.queue, /^[\w-]+$/, "letters, digits, _ and -"],
        ["rules", limits.rule - longest(Object.keys(events)), /^[\w.-]+$/, "letters, digits and ._-"],
    ];
    const { nodeRole, controllerRole } = namesOf(cluster, names, "");
    const one = nodeRole === controllerRole;
    const same = {
        path: "names.controllerRole",
        message: `found ${show(nodeRole)}, which is the node role's name too`,
    };
    const wrong = bounds.flatMap(([key, limit, pattern, allowed]) => {
        const found = names[key];
        if (typeof found !== "string" || (found.length <= limit && pattern.test(found))) return [];
        const path = `names.${key}`;
        return [{ path, message: `found ${show(found)}, expected 1 to ${limit} of ${allowed}` }];
    });
    return one ? [...wrong, same] : wrong;
}
