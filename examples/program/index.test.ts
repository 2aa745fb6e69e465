import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import * as pulumi from "@pulumi/pulumi";

// Values of the form that AWS gives: the component checks outputs once they are known, and a wrong one fails the test.
const [accountId, partition, region] = ["123456789012", "aws", "eu-west-1"];

/** The answers to the calls that the component makes. */
const answers: { [token: string]: object } = {
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId },
    "aws:index/getPartition:getPartition": { partition },
    "aws:index/getRegion:getRegion": { region },
    "aws:ec2/getSecurityGroups:getSecurityGroups": { ids: [] },
};

/** The outputs of resources that the program goes on with. */
const outputs: { [type: string]: object } = {
    "eks:index:Cluster": {
        eksCluster: {
            name: "prod",
            version: "1.35",
            endpoint: "https://api.example",
            vpcConfig: { clusterSecurityGroupId: "sg-0123456789abcdef0" },
        },
        oidcIssuer: "oidc.example/id/1",
        oidcProviderArn: `arn:${partition}:iam::${accountId}:oidc-provider/oidc.example/id/1`,
    },
};

describe("the program", () => {
    const resources: pulumi.runtime.MockResourceArgs[] = [];

    before(async () => {
        await pulumi.runtime.setMocks(
            {
                newResource(resource) {
                    resources.push(resource);
                    const { type, name, inputs } = resource;
                    return { id: `${name}-id`, state: { arn: `arn of ${name}`, ...inputs, ...outputs[type] } };
                },
                call({ token }) {
                    const answer = answers[token];
                    if (!answer) throw new Error(`unexpected call of ${token}`);
                    return answer;
                },
            },
            "own-cluster",
            "prod",
        );
        pulumi.runtime.setAllConfig({ "own-cluster:subnetIds": JSON.stringify(["subnet-1", "subnet-2"]) });
        await import("./index.ts");
        // Waits until everything is registered.
        await pulumi.runtime.disconnect();
    });

    const inputsOf = (type: string, name: string) =>
        resources.find(resource => resource.type === type && resource.name === name)?.inputs;

    it("lets Karpenter's nodes join", () => {
        const entry = inputsOf("aws:eks/accessEntry:AccessEntry", "karpenter-node-role-access-entry");
        assert.equal(entry?.type, "EC2_LINUX");
    });

    it("drains nodes after a day", () => {
        const pool = inputsOf("kubernetes:karpenter.sh/v1:NodePool", "karpenter-node-pool-default");
        assert.equal(pool?.spec.template.spec.terminationGracePeriod, "24h");
    });
});
