import { createHash } from "node:crypto";
import { type EventName, events } from "./events.ts";
import type { NamesArgs } from "./names-args.ts";

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
 * AWS's limits on the length of names, in characters.
 *
 * IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export const limits = { role: 64, policy: 128, queue: 80, rule: 64 } as const;

/** A name that EKS accepts for a cluster: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
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
