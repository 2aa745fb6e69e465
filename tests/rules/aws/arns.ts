import { type Cases, cluster } from "../cases.ts";

const account = "123456789012";
const arn = (rest: string, partition = "aws") => `arn:${partition}:${rest}`;
const boundary = (owner: string, partition?: string) => arn(`iam::${owner}:policy/b`, partition);
const at = { cluster: { ...cluster, region: "us-west-2", accountId: account } };

export const cases: Cases = {
    "arn-form": {
        breaks: [
            [
                "names and URLs in place of ARNs",
                {
                    cluster: { name: "dev", oidcProviderArn: "https://oidc.example/id/1" },
                    controller: { permissionsBoundary: "boundary", policyArns: { extra: "extra" } },
                    nodeRole: {
                        arn: "nodes",
                        permissionsBoundary: "boundary",
                        policyArns: { extra: "extra" },
                        others: { gpu: "gpu" },
                    },
                    interruption: { kmsKeyArn: "queue" },
                },
                [
                    'cluster.oidcProviderArn: found "https://oidc.example/id/1", expected arn:PARTITION:iam::ACCOUNT:oidc-provider/ISSUER',
                    'controller.permissionsBoundary: found "boundary", expected arn:PARTITION:iam::ACCOUNT:policy/NAME',
                    'controller.policyArns.extra: found "extra", expected arn:PARTITION:iam::ACCOUNT:policy/NAME',
                    'nodeRole.arn: found "nodes", expected arn:PARTITION:iam::ACCOUNT:role/NAME',
                    'nodeRole.permissionsBoundary: found "boundary", expected arn:PARTITION:iam::ACCOUNT:policy/NAME',
                    'nodeRole.policyArns.extra: found "extra", expected arn:PARTITION:iam::ACCOUNT:policy/NAME',
                    'nodeRole.others.gpu: found "gpu", expected arn:PARTITION:iam::ACCOUNT:role/NAME',
                    'interruption.kmsKeyArn: found "queue", expected arn:PARTITION:kms:REGION:ACCOUNT:key/ID',
                ],
            ],
            [
                "an instance profile for a role, and a key's alias",
                {
                    nodeRole: { others: { x: arn(`iam::${account}:instance-profile/x`) } },
                    interruption: { kmsKeyArn: arn(`kms:us-west-2:${account}:alias/queue`) },
                },
                [
                    `nodeRole.others.x: found "${arn(`iam::${account}:instance-profile/x`)}", expected arn:PARTITION:iam::ACCOUNT:role/NAME`,
                    `interruption.kmsKeyArn: found "${arn(`kms:us-west-2:${account}:alias/queue`)}", expected arn:PARTITION:kms:REGION:ACCOUNT:key/ID`,
                ],
            ],
        ],
        holds: [
            [
                "ARNs with paths, and of AWS's own policies",
                {
                    controller: { policyArns: { own: arn(`iam::${account}:policy/team/own`) } },
                    nodeRole: {
                        arn: arn(`iam::${account}:role/team/nodes`),
                        policyArns: { theirs: arn("iam::aws:policy/service-role/Theirs") },
                    },
                    interruption: { kmsKeyArn: arn(`kms:us-west-2:${account}:key/1`) },
                },
            ],
        ],
    },
    "arn-place": {
        breaks: [
            [
                "another partition, account and region",
                {
                    ...at,
                    controller: { permissionsBoundary: boundary(account, "aws-cn") },
                    nodeRole: { permissionsBoundary: boundary("999999999999") },
                    interruption: { kmsKeyArn: arn("kms:us-east-1:999999999999:key/1") },
                },
                [
                    `controller.permissionsBoundary: found "${boundary(account, "aws-cn")}", expected an ARN in the cluster's partition aws`,
                    `nodeRole.permissionsBoundary: found "${boundary("999999999999")}", expected an ARN in the cluster's account ${account}`,
                    `interruption.kmsKeyArn: found "${arn("kms:us-east-1:999999999999:key/1")}", expected an ARN in the queue's region us-west-2`,
                ],
            ],
            [
                "another partition than the one that is stated",
                {
                    cluster: { ...cluster, partition: "aws-us-gov" },
                    controller: { permissionsBoundary: boundary(account) },
                },
                [
                    `controller.permissionsBoundary: found "${boundary(account)}", expected an ARN in the cluster's partition aws-us-gov`,
                ],
            ],
        ],
        holds: [
            [
                "AWS's own policies, and a key of another account",
                {
                    ...at,
                    nodeRole: {
                        policyArns: { own: boundary(account), theirs: arn("iam::aws:policy/theirs") },
                    },
                    interruption: { kmsKeyArn: arn("kms:us-west-2:999999999999:key/1") },
                },
            ],
            [
                "a cluster whose place is not known",
                { controller: { permissionsBoundary: boundary(account, "aws-cn") } },
            ],
        ],
    },
};
