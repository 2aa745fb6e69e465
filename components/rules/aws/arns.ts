import { partitionOf } from "../../aws/partition.ts";
import { plain } from "../../inputs/plain.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

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
    // IAM compares the ARNs of keys, so a policy statement on an alias allows nothing.
    key: { pattern: /^arn:[a-z-]+:kms:[^:]+:\d{12}:key\/.+$/, example: "arn:PARTITION:kms:REGION:ACCOUNT:key/ID" },
} as const;

type Kind = keyof typeof kinds;

interface Arn {
    path: string;
    kind: Kind;
    arn: string;
}

/** All known ARNs in the arguments. */
function arnsOf({ cluster, controller, nodeRole, interruption }: Resolved): Arn[] {
    const one = (path: string, kind: Kind, value: unknown): Arn[] => {
        const arn = plain<string>(value);
        return arn === undefined ? [] : [{ path, kind, arn }];
    };
    const each = (path: string, kind: Kind, arns: object) =>
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

/** Requires complete ARNs of the right kind. */
export const arnForm: Rule<Resolved> = {
    name: "arn-form",
    verdict: "invalid",
    says: "Each ARN is complete and names the expected kind of resource: a role, a policy, an OIDC provider, or a KMS key (not an alias).",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    *find(args): Generator<Problem> {
        for (const { path, kind, arn } of arnsOf(args))
            if (!kinds[kind].pattern.test(arn))
                yield { path, message: `found ${show(arn)}, expected ${kinds[kind].example}` };
    },
};

/** Requires ARNs in the cluster's partition, account and region. */
export const arnPlace: Rule<Resolved> = {
    name: "arn-place",
    verdict: "invalid",
    says: "Roles, policies and OIDC providers are in the cluster's partition and account, and the queue's KMS key is in its partition and region, where these are known.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    *find(args): Generator<Problem> {
        for (const { path, kind, arn } of arnsOf(args)) {
            const expected = kinds[kind].pattern.test(arn) && foreign(arn, kind, args.cluster);
            if (expected) yield { path, message: `found ${show(arn)}, expected an ARN in ${expected}` };
        }
    },
};

/** The expected partition, region or account of an ARN that has another one. A KMS key may be in another account. */
function foreign(arn: string, kind: Kind, cluster: Resolved["cluster"]): string | undefined {
    const [, partition, , region, account] = arn.split(":");
    const own = { region: plain<string>(cluster.region), account: plain<string>(cluster.accountId) };
    const ownPartition = plain<string>(cluster.partition) ?? (own.region && partitionOf(own.region));
    if (ownPartition !== undefined && partition !== ownPartition) return `the cluster's partition ${ownPartition}`;
    if (kind === "key")
        return own.region === undefined || region === own.region ? undefined : `the queue's region ${own.region}`;
    return own.account === undefined || account === "aws" || account === own.account
        ? undefined
        : `the cluster's account ${own.account}`;
}
