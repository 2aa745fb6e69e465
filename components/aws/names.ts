import { createHash } from "node:crypto";
import { type EventName, events } from "./events.ts";
import type { NamesArgs } from "./names-args.ts";

/** The parts of the controller's permissions, as upstream splits them. Each is a managed policy. */
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
 * AWS's limits for names, in characters.
 *
 * IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export const limits = { role: 64, policy: 128, queue: 80, rule: 64 } as const;

/** The pattern of an EKS cluster's name: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
export const clusterName = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/;

/**
 * The name `<cluster><suffix>`. If it is longer than `limit`, the cluster's part is shortened and ends with eight digits of its SHA-256.
 * Different clusters get different names, and the suffix is never cut.
 */
export function fit(cluster: string, suffix: string, limit: number): string {
    if (cluster.length + suffix.length <= limit) return cluster + suffix;
    const hash = createHash("sha256").update(cluster).digest("hex").slice(0, 8);
    return `${cluster.slice(0, limit - suffix.length - hash.length - 1)}-${hash}${suffix}`;
}

/** The names of AWS resources that derive from the cluster's name. */
export interface Names {
    nodeRole: string;
    controllerRole: string;
    policies: Record<PolicyPart, string>;
    queue: string;
    rules: Record<EventName, string>;
}

/** The prefix of a cluster's names that are unique in the account. */
export const accountWide = (cluster: string, given: NamesArgs, region: string): string =>
    given.region ? `${cluster}-${region}` : cluster;

/** The names of the AWS resources for a cluster. IAM is account-wide, queues and rules are regional. */
export function namesOf(cluster: string, given: NamesArgs, region: string): Names {
    const inAccount = accountWide(cluster, given, region);
    const named = <K extends string>(keys: K[], name: (key: K) => string) =>
        Object.fromEntries(keys.map(key => [key, name(key)])) as Record<K, string>;
    const { policies, rules } = given;
    return {
        nodeRole: given.nodeRole ?? fit(inAccount, "-nodeRole", limits.role),
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
