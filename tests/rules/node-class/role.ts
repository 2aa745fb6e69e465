import { type Cases, nodeClass, settings } from "../cases.ts";

const path = "nodeClasses.a.spec";
const bare = "expected the role's name, without path or ARN: Karpenter compares it with the name in IAM";
const isolated = settings({ isolatedVPC: true });

export const cases: Cases = {
    "role-or-profile": {
        breaks: [
            [
                "a role and a profile",
                nodeClass({ role: "r", instanceProfile: "p" }),
                [`${path}: found both role and instanceProfile, expected one of them`],
            ],
        ],
        holds: [
            ["a role", nodeClass({ role: "r" })],
            ["a profile", nodeClass({ instanceProfile: "p" })],
        ],
    },
    "role-name": {
        breaks: [
            ["a path", nodeClass({ role: "team/nodes" }), [`${path}.role: found "team/nodes", ${bare}`]],
            [
                "an ARN",
                nodeClass({ role: "arn:aws:iam::123456789012:role/nodes" }),
                [`${path}.role: found "arn:aws:iam::123456789012:role/nodes", ${bare}`],
            ],
        ],
        holds: [["every character that IAM takes", nodeClass({ role: "a+b=c,d.e@f-g_h" })]],
    },
    "isolated-profile": {
        breaks: [
            [
                "a role in a VPC without IAM",
                { ...nodeClass({ role: "r" }), ...isolated },
                [
                    `${path}.instanceProfile: missing, but required in an isolated VPC: Karpenter cannot reach IAM to create a profile; set the name of an existing one`,
                ],
            ],
        ],
        holds: [
            ["a profile in a VPC without IAM", { ...nodeClass({ instanceProfile: "p" }), ...isolated }],
            ["a role in any other VPC", { ...nodeClass({ role: "r" }), ...settings({ isolatedVPC: "false" }) }],
        ],
    },
};
