import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { type PolicyDocument, policyLimit, policySize } from "../../../components/aws/policy.ts";
import { accountId } from "../../../lab/aws/partition.ts";
import { actionsOf, everyStatement } from "../../../stack/generate/every-statement.ts";

const example = (name: string): PolicyDocument =>
    JSON.parse(readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), "utf8"));

describe("the permissions boundary for the controller, in examples", () => {
    it("has each action that the controller's policies may have, and no other", () => {
        deepEqual(actionsOf(example("boundary-controller").Statement), actionsOf(everyStatement("1.15.0")));
    });

    it("fits a managed policy, as that for nodes does", () => {
        for (const name of ["boundary-controller", "boundary-nodes"])
            equal(policySize(example(name)) <= policyLimit, true, name);
    });
});

/** Whether somebody who may do anything in the account may do this under the service control policy of examples. */
async function may(
    role: string,
    action: string,
    resource: string,
    contextVariables: Record<string, string | string[]>,
) {
    const principal = `arn:aws:iam::${accountId}:role/${role}`;
    const anything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    const control = {
        orgIdentifier: "o-1",
        policies: [
            { name: "all", policy: anything },
            { name: "scp", policy: example("scp") },
        ],
    };
    const result = await runSimulation(
        {
            request: {
                principal,
                action,
                resource: { resource: `arn:aws:${resource}`, accountId },
                contextVariables: { "aws:PrincipalArn": principal, ...contextVariables },
            },
            identityPolicies: [{ name: "admin", policy: anything }],
            serviceControlPolicies: [control],
            resourceControlPolicies: [],
        },
        {},
    );
    if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
    return result.overallResult === "Allowed";
}

describe("the service control policy in examples", () => {
    const instance = `ec2:us-west-2:${accountId}:instance/i-1`;
    const pool = { "aws:RequestTag/karpenter.sh/nodepool": "default", "aws:TagKeys": ["karpenter.sh/nodepool"] };
    const its = { "aws:ResourceTag/karpenter.sh/nodepool": "default" };
    const team = { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] };
    const profile = `iam::${accountId}:instance-profile/karpenter/us-west-2/dev/1/dev_1`;
    const nodeRole = `iam::${accountId}:role/dev-nodeRole`;

    const cases: [what: string, expected: boolean, ...Parameters<typeof may>][] = [
        ["keeps an administrator from Karpenter's tags", false, "admin", "ec2:CreateTags", instance, pool],
        ["lets the controller set them", true, "dev-karpenterControllerRole", "ec2:CreateTags", instance, pool],
        ["lets others set tags of their own", true, "admin", "ec2:CreateTags", instance, team],
        [
            "keeps tags of Karpenter's where they are",
            false,
            "admin",
            "ec2:DeleteTags",
            instance,
            { "aws:TagKeys": ["karpenter.sh/nodepool"] },
        ],
        ["keeps others from all tags of its instances at once", false, "admin", "ec2:DeleteTags", instance, its],
        [
            "keeps others from giving its instances to another cluster",
            false,
            "admin",
            "ec2:CreateTags",
            instance,
            { ...its, "aws:TagKeys": ["kubernetes.io/cluster/other"] },
        ],
        [
            "lets others say so of their own instances",
            true,
            "admin",
            "ec2:CreateTags",
            instance,
            { "aws:TagKeys": ["kubernetes.io/cluster/other"] },
        ],
        [
            "keeps others from making instance profiles of its kind",
            false,
            "admin",
            "iam:CreateInstanceProfile",
            profile,
            {},
        ],
        ["keeps others from its instance profiles", false, "admin", "iam:AddRoleToInstanceProfile", profile, {}],
        [
            "lets the controller delete those",
            true,
            "dev-karpenterControllerRole",
            "iam:DeleteInstanceProfile",
            profile,
            {},
        ],
        [
            "keeps nodes' roles from other services",
            false,
            "admin",
            "iam:PassRole",
            nodeRole,
            { "iam:PassedToService": "lambda.amazonaws.com" },
        ],
        [
            "lets instances have them",
            true,
            "admin",
            "iam:PassRole",
            nodeRole,
            { "iam:PassedToService": "ec2.amazonaws.com" },
        ],
    ];
    for (const [what, expected, ...asked] of cases) it(what, async () => equal(await may(...asked), expected));
});
