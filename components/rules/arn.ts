import type { KarpenterArgs } from "../args.ts";
import { partitionOf } from "../aws/partition.ts";
import { plain } from "../inputs/plain.ts";
import { below } from "../problems/path.ts";
import { type Problem, show } from "../problems/problem.ts";

const kinds = {
    role: { pattern: /^arn:[a-z-]+:iam::\d{12}:role\/.+$/, example: "arn:PARTITION:iam::ACCOUNT:role/NAME" },
    policy: {
        pattern: /^arn:[a-z-]+:iam::(\d{12}|aws):policy\/.+$/,
        example: "arn:PARTITION:iam::ACCOUNT:policy/NAME",
    },
    provider: {
        pattern: /^arn:[a-z-]+:iam::\d{12}:oidc-provider\/.+$/,
        example: "arn:PARTITION:iam::ACCOUNT:oidc-provider/ISSUER",
    },
    // A statement on an alias allows nothing: IAM compares keys.
    key: { pattern: /^arn:[a-z-]+:kms:[^:]+:\d{12}:key\/.+$/, example: "arn:PARTITION:kms:REGION:ACCOUNT:key/ID" },
} as const;

type Cluster = KarpenterArgs["cluster"];

function checkArn(path: string, kind: keyof typeof kinds, value: unknown, cluster: Cluster): Problem[] {
    const arn = plain<string>(value);
    const { pattern, example } = kinds[kind];
    if (arn === undefined) return [];
    if (!pattern.test(arn)) return [{ path, message: `found ${show(arn)}, expected ${example}` }];
    const elsewhere = foreign(arn, kind, cluster);
    return elsewhere ? [{ path, message: `found ${show(arn)}, expected one of ${elsewhere}` }] : [];
}

/** What an ARN would have to be of, and is not: the cluster's partition; its account, but for a key; a key's region is the queue's. */
function foreign(arn: string, kind: keyof typeof kinds, cluster: Cluster): string | undefined {
    const [, partition, , region, account] = arn.split(":");
    const own = { region: plain<string>(cluster.region), account: plain<string>(cluster.accountId) };
    const ownPartition = plain<string>(cluster.partition) ?? (own.region && partitionOf(own.region));
    if (ownPartition !== undefined && partition !== ownPartition) return `partition ${ownPartition}, the cluster's`;
    if (kind === "key")
        return own.region === undefined || region === own.region ? undefined : `${own.region}, the queue's region`;
    return own.account === undefined || account === "aws" || account === own.account
        ? undefined
        : `account ${own.account}, the cluster's`;
}

/** Every ARN among the arguments that can't be one of its kind, or is of another partition, account or region than it has to be. */
export function checkArns({ cluster, controller = {}, nodeRole = {}, interruption = {} }: KarpenterArgs): Problem[] {
    const one = (path: string, kind: keyof typeof kinds, arn: unknown) => checkArn(path, kind, arn, cluster);
    const each = (path: string, kind: keyof typeof kinds, arns: object = {}) =>
        Object.entries(arns).flatMap(([name, arn]) => one(below(path, name), kind, arn));
    return [
        ...one("cluster.oidcProviderArn", "provider", cluster.oidcProviderArn),
        ...one("controller.permissionsBoundary", "policy", controller.permissionsBoundary),
        ...each("controller.policyArns", "policy", controller.policyArns),
        ...one("nodeRole.arn", "role", nodeRole.arn),
        ...one("nodeRole.permissionsBoundary", "policy", nodeRole.permissionsBoundary),
        ...each("nodeRole.policyArns", "policy", nodeRole.policyArns),
        ...each("nodeRole.others", "role", nodeRole.others),
        ...one("interruption.kmsKeyArn", "key", interruption.kmsKeyArn),
    ];
}
