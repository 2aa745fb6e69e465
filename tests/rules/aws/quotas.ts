import type { PolicyStatement } from "../../../components/controller/controller-args.ts";
import { type Args, type Cases, cluster } from "../cases.ts";

const place = { partition: "aws", region: "us-west-2", accountId: "123456789012" };
const statements = (...policyStatements: PolicyStatement[]): Args => ({ controller: { policyStatements } });
const policyArns = (count: number) =>
    Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
            `p${i}`,
            `arn:${place.partition}:iam::${place.accountId}:policy/p${i}`,
        ]),
    );
const read = (length: number) => statements({ Effect: "Allow", Action: "s3:GetObject", Resource: "x".repeat(length) });

export const cases: Cases = {
    "statement-form": {
        breaks: [
            [
                "no calls, and both of a pair",
                statements({ Effect: "Allow", Resource: "*", NotResource: "a" }),
                [
                    "controller.policyStatements[0]: expected exactly one of Action and NotAction",
                    "controller.policyStatements[0]: expected exactly one of Resource and NotResource",
                ],
            ],
        ],
        holds: [
            [
                "one of each pair",
                statements(
                    { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
                    { Effect: "Deny", NotAction: ["s3:GetObject"], NotResource: ["a", "b"] },
                ),
            ],
        ],
    },
    "policies-of-role": {
        breaks: [
            [
                "one too many for each role",
                { controller: { policyArns: policyArns(6) }, nodeRole: { policyArns: policyArns(7) } },
                [
                    "controller.policyArns: found 6 policies, in addition to the component's 5, but IAM allows at most 10 on a role; merge some",
                    "nodeRole.policyArns: found 7 policies, in addition to the component's 4, but IAM allows at most 10 on a role; merge some",
                ],
            ],
            [
                "one too many beside those that other settings ask for",
                { controller: { zonalShift: true, policyArns: policyArns(5) } },
                [
                    "controller.policyArns: found 5 policies, in addition to the component's 6, but IAM allows at most 10 on a role; merge some",
                ],
            ],
        ],
        holds: [
            [
                "as many as a role takes",
                { controller: { policyArns: policyArns(5) }, nodeRole: { policyArns: policyArns(6) } },
            ],
            [
                "as many for a role that exists, which gets no others",
                {
                    nodeRole: {
                        arn: `arn:${place.partition}:iam::${place.accountId}:role/nodes`,
                        policyArns: policyArns(10),
                    },
                },
            ],
            [
                "one more where there is no queue",
                { interruption: { enabled: false }, controller: { policyArns: policyArns(6) } },
            ],
        ],
    },
    "policy-size": {
        breaks: [
            [
                "statements of 6,239 characters",
                { ...read(6144), cluster: { ...cluster, ...place } },
                [
                    "controller.policyStatements: the policy of these statements has 6239 characters, but IAM allows at most 6144; move some statements to " +
                        "policies in controller.policyArns",
                ],
            ],
        ],
        holds: [
            ["statements of 6,144 characters", { ...read(6049), cluster: { ...cluster, ...place } }],
            ["a cluster whose place is not known", read(6144)],
        ],
    },
};
