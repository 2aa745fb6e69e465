// Runs the program that its argument names, and prints what it registered. Plain CommonJS, so that it suits every project.
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");

const answers = {
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
    "aws:index/getPartition:getPartition": { partition: "aws" },
    "aws:index/getRegion:getRegion": { region: "us-west-2" },
    "aws:ec2/getSecurityGroups:getSecurityGroups": { ids: [] },
    "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider": { arn: "the provider" },
};
const cluster = {
    version: "1.33",
    endpoint: "https://api.example",
    identities: [{ oidcs: [{ issuer: "https://oidc.example/id/1" }] }],
};
const resources = [];
const providers = {};

async function main() {
    await pulumi.runtime.setMocks({
        call: ({ token }) => answers[token] ?? Promise.reject({ details: `unexpected call of ${token}` }),
        newResource({ type, name, inputs }) {
            resources.push(`${type} ${name}`);
            if (inputs.__provider) providers[type] = inputs.__provider;
            const outputs = type === "aws:eks/cluster:Cluster" ? cluster : {};
            return { id: `${name}-id`, state: { arn: `arn of ${name}`, ...inputs, ...outputs } };
        },
    });
    await import(path.resolve(process.argv[2]));
    await pulumi.runtime.disconnect();
    const commonJs = Object.keys(require.cache).some(file => file.includes(path.join("eks-karpenter", "dist", "cjs")));
    process.stdout.write(JSON.stringify({ build: commonJs ? "cjs" : "esm", resources: resources.sort(), providers }));
}

main();
