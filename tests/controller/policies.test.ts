import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { PolicyPart } from "../../components/aws/names.ts";
import { policyLimit, policySize } from "../../components/aws/policy.ts";
import { controllerPolicies, type PolicyFacts } from "../../components/controller/policies.ts";
import { policyFacts } from "../../components/controller/policy-facts.ts";
import { checkPolicy } from "../../components/controller/policy-size.ts";
import { resolve } from "../../components/resolve.ts";

const facts: PolicyFacts = {
    partition: "aws",
    region: "us-west-2",
    accountId: "123456789012",
    cluster: "dev",
    passedRoles: ["arn:aws:iam::123456789012:role/dev-nodeRole"],
    managesProfiles: true,
    queueArn: "arn:aws:sqs:us-west-2:123456789012:dev-karpenter",
    zonalShift: false,
    reboots: false,
    ssmParameters: [],
    additional: [],
};
const documents = (over: Partial<PolicyFacts> = {}) => Object.fromEntries(controllerPolicies({ ...facts, ...over }));

describe("controller policies", () => {
    it("are these documents, whole, for a cluster in us-west-2", () => {
        const golden = JSON.parse(readFileSync(new URL("policies.json", import.meta.url), "utf8"));
        assert.deepEqual(documents({ zonalShift: true }), golden);
    });

    it("have upstream's size, character for character, for clusters of 20, 50 and 100 characters in us-east-1", () => {
        // Measured on upstream's template of 1.14 by rendering it.
        const upstream = { 20: [2827, 205, 996], 50: [3067, 235, 996], 100: [3467, 285, 996] };
        for (const [length, sizes] of Object.entries(upstream)) {
            const { NodeLifecycle, EKSIntegration, ResourceDiscovery } = documents({
                region: "us-east-1",
                cluster: "c".repeat(Number(length)),
            });
            assert.deepEqual(
                [NodeLifecycle, EKSIntegration, ResourceDiscovery].map(d => policySize(d!)),
                sizes,
                length,
            );
        }
    });

    it("fit IAM's limit for every legal cluster name, region and partition", () => {
        const region = fc.constantFrom(
            "us-east-1",
            "ap-southeast-2",
            "us-gov-east-1",
            "cn-northwest-1",
            "ap-northeast-3",
        );
        const partition = fc.constantFrom("aws", "aws-cn", "aws-us-gov");
        const cluster = fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/);
        fc.assert(
            fc.property(region, partition, cluster, (region, partition, cluster) => {
                const all = documents({ region, partition, cluster, zonalShift: true, reboots: true });
                for (const [part, document] of Object.entries(all))
                    assert.deepEqual(checkPolicy(part as PolicyPart, document, 1), []);
            }),
        );
    });

    it("name no other partition than the cluster's", () => {
        for (const [partition, region] of [
            ["aws-cn", "cn-north-1"],
            ["aws-us-gov", "us-gov-west-1"],
        ] as const) {
            const queueArn = `arn:${partition}:sqs:${region}:123456789012:dev-karpenter`;
            const passedRoles = [`arn:${partition}:iam::123456789012:role/dev-nodeRole`];
            const text = JSON.stringify(documents({ partition, region, queueArn, passedRoles, zonalShift: true }));
            assert.deepEqual(new Set(text.match(/arn:[a-z-]+/g)), new Set([`arn:${partition}`]));
        }
    });

    // A class that moved from a role to a profile of its own still has the profile that the controller made, and must lose it to go.
    it("let profiles be removed, but neither made nor filled, when every class brings its own", () => {
        const actions = (managesProfiles: boolean) =>
            documents({ managesProfiles, passedRoles: ["r"] }).IAMIntegration!.Statement.flatMap(
                ({ Action }) => Action,
            );
        const remove = ["iam:TagInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"];
        assert.deepEqual(actions(false), ["iam:PassRole", ...remove]);
        assert.deepEqual(
            actions(true).sort(),
            [...actions(false), "iam:AddRoleToInstanceProfile", "iam:CreateInstanceProfile"].sort(),
        );
    });

    it("let the controller of 1.15 reboot its own instances where its gate asks for it, and no other", () => {
        const of = (version: string, values: object) =>
            documents({
                reboots: policyFacts(resolve({ cluster: { name: "dev" }, install: { version, values } })).reboots,
            }).NodeLifecycle!.Statement;
        const on = { settings: { awsFeatureGates: { rebootForRepair: true } } };
        assert.deepEqual(
            of("1.15.0", on).filter(each => !of("1.15.0", {}).some(({ Sid }) => Sid === each.Sid)),
            [
                {
                    Sid: "AllowScopedReboot",
                    Effect: "Allow",
                    Action: "ec2:RebootInstances",
                    Resource: "arn:aws:ec2:us-west-2:*:instance/*",
                    Condition: {
                        StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/dev": "owned" },
                        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
                    },
                },
            ],
        );
        assert.deepEqual(of("1.14.3", on), of("1.14.3", {}));
        assert.deepEqual(of("1.15.0", {}), of("1.14.3", {}));
    });

    it("leave out the queue where there is none", () => {
        assert.equal(documents({ queueArn: undefined }).Interruption, undefined);
    });

    it("decrypt with the queue's key, and with no other", () => {
        const queueKeyArn = "arn:aws:kms:us-west-2:123456789012:key/k";
        assert.deepEqual(documents({ queueKeyArn }).Interruption?.Statement[1], {
            Sid: "AllowInterruptionQueueDecryption",
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: queueKeyArn,
        });
    });

    it("read the SSM parameters that classes name, by name or ARN", () => {
        const ssmParameters = [
            "/golden/ami",
            "/aws/service/eks/x",
            "/golden/ami",
            "arn:aws:ssm:us-west-2:210987654321:parameter/shared/ami",
        ];
        assert.deepEqual(documents({ ssmParameters }).ResourceDiscovery?.Statement[1]?.Resource, [
            "arn:aws:ssm:us-west-2::parameter/aws/service/*",
            "arn:aws:ssm:us-west-2:123456789012:parameter/golden/ami",
            "arn:aws:ssm:us-west-2:210987654321:parameter/shared/ami",
        ]);
    });

    it("put the user's statements in a policy of their own", () => {
        const mine = { Sid: "Mine", Effect: "Allow", Action: "ec2:RebootInstances", Resource: "*" };
        assert.deepEqual(documents({ additional: [mine] }).Additional, { Version: "2012-10-17", Statement: [mine] });
    });

    it("say with numbers when the roles to pass don't fit", () => {
        const passedRoles = Array.from(
            { length: 90 },
            (_, i) => `arn:aws:iam::123456789012:role/team-${i}-nodes-of-a-long-name`,
        );
        const { IAMIntegration } = documents({ passedRoles });
        const size = policySize(IAMIntegration!);
        assert.ok(size > policyLimit);
        assert.deepEqual(checkPolicy("IAMIntegration", IAMIntegration!, 90), [
            {
                path: "nodeClasses",
                message: `the policy for passing 90 roles has ${size} characters, but IAM allows at most 6144; let node classes share roles`,
            },
        ]);
    });
});
