import type { KarpenterArgs } from "../args.ts";
import { below } from "./path.ts";
import { plain } from "./plain.ts";
import { type Problem, show } from "./problem.ts";

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

function checkArn(path: string, kind: keyof typeof kinds, value: unknown): Problem[] {
    const arn = plain<string>(value);
    const { pattern, example } = kinds[kind];
    return arn === undefined || pattern.test(arn) ? [] : [{ path, message: `found ${show(arn)}, expected ${example}` }];
}

/** Every ARN among the arguments that can't be one of its kind. */
export function checkArns({ cluster, controller = {}, nodeRole = {}, interruption = {} }: KarpenterArgs): Problem[] {
    const each = (path: string, kind: keyof typeof kinds, arns: object = {}) =>
        Object.entries(arns).flatMap(([name, arn]) => checkArn(below(path, name), kind, arn));
    return [
        ...checkArn("cluster.oidcProviderArn", "provider", cluster.oidcProviderArn),
        ...checkArn("controller.permissionsBoundary", "policy", controller.permissionsBoundary),
        ...each("controller.policyArns", "policy", controller.policyArns),
        ...checkArn("nodeRole.arn", "role", nodeRole.arn),
        ...checkArn("nodeRole.permissionsBoundary", "policy", nodeRole.permissionsBoundary),
        ...each("nodeRole.policyArns", "policy", nodeRole.policyArns),
        ...each("nodeRole.others", "role", nodeRole.others),
        ...checkArn("interruption.kmsKeyArn", "key", interruption.kmsKeyArn),
    ];
}
