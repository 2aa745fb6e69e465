import { equal } from "node:assert/strict";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { irsaTrust, podIdentityTrust } from "../../../components/controller/trust.ts";
import { queuePolicy } from "../../../components/interruption/interruption.ts";
import { nodeTrust } from "../../../components/nodes/node-policies.ts";
import { providerArn } from "../../../lab/aws/iam/iam.ts";
import { type AccessRequest, allows } from "../../../lab/aws/iam/policy.ts";
import { accountId, arnOf, globalArn } from "../../../lab/aws/partition.ts";

const region = "us-west-2";
const issuer = "oidc.eks.us-west-2.amazonaws.com/id/ONE";
const provider = providerArn("aws", issuer);
const clusterArn = arnOf(region, "eks", "cluster/one");
const queueArn = arnOf(region, "sqs", "one");
const ruleArn = arnOf(region, "events", "rule/one");

/** What is asked, each with one thing after the other that another would show. */
interface Case {
    policy: object;
    actions: string[];
    principals: AccessRequest["principal"][];
    resource?: string;
    context: Record<string, string[]>;
}

const cases: Record<string, Case> = {
    "the controller's role, by IRSA": {
        policy: irsaTrust(provider, "karpenter", "karpenter"),
        actions: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRole"],
        principals: [{ Federated: provider }, { Federated: `${provider}2` }],
        context: {
            [`${issuer}:aud`]: ["sts.amazonaws.com", "pods.eks.amazonaws.com"],
            [`${issuer}:sub`]: [
                "karpenter:karpenter",
                "karpenter:default",
                "other:karpenter",
                "karpenter:karpenter2",
            ].map(name => `system:serviceaccount:${name}`),
        },
    },
    "the controller's role, by Pod Identity": {
        policy: podIdentityTrust(clusterArn, "karpenter", "karpenter"),
        actions: ["sts:AssumeRole", "sts:TagSession", "sts:AssumeRoleWithWebIdentity"],
        principals: [{ Service: "pods.eks.amazonaws.com" }, { Service: "ec2.amazonaws.com" }],
        context: {
            "aws:RequestTag/eks-cluster-arn": [clusterArn, arnOf(region, "eks", "cluster/two")],
            "aws:RequestTag/kubernetes-namespace": ["karpenter", "other"],
            "aws:RequestTag/kubernetes-service-account": ["karpenter", "other"],
        },
    },
    "the node role": {
        policy: nodeTrust("aws"),
        actions: ["sts:AssumeRole", "sts:TagSession"],
        principals: ["ec2", "lambda"].map(name => ({ Service: `${name}.amazonaws.com` })),
        context: {},
    },
    "the queue": {
        policy: queuePolicy(queueArn, [ruleArn]),
        actions: ["sqs:SendMessage", "sqs:ReceiveMessage"],
        principals: [{ Service: "events.amazonaws.com" }, { Service: "sns.amazonaws.com" }],
        resource: queueArn,
        context: { "aws:SourceArn": [ruleArn, `${ruleArn}s`], "aws:SecureTransport": ["true", "false"] },
    },
};

/** Every combination; each key is left out once, too. */
const contexts = (values: Record<string, string[]>): Record<string, string>[] =>
    Object.entries(values).reduce<Record<string, string>[]>(
        (all, [key, some]) => all.flatMap(one => [one, ...some.map(value => ({ ...one, [key]: value }))]),
        [{}],
    );

/** AWS's reference has no keys of an issuer of one's own; Google's stand for them. */
const known = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(issuer, "accounts.google.com"));

async function judged(policy: object, { principal, action, resource, context }: AccessRequest): Promise<boolean> {
    const results = await runSimulation(
        known({
            request: {
                principal: String(Object.values(principal)[0]),
                action,
                resource: { resource: resource ?? globalArn(region, "iam", "role/r"), accountId },
                contextVariables: context as Record<string, string>,
            },
            identityPolicies: [],
            serviceControlPolicies: [],
            resourceControlPolicies: [],
            resourcePolicy: policy,
        }),
        {},
    );
    if (results.resultType === "error") throw new Error(JSON.stringify(results.errors));
    return results.overallResult === "Allowed";
}

describe("the lab's own judgement of who may have a role or send to a queue, beside the library's", () => {
    for (const [title, { policy, actions, principals, resource, context }] of Object.entries(cases))
        it(`agrees on ${title}`, async () => {
            let yes = 0;
            for (const action of actions)
                for (const principal of principals)
                    for (const one of contexts(context)) {
                        const ask = { principal, action, resource, context: one };
                        const own = allows(policy as any, ask);
                        equal(own, await judged(policy, ask), JSON.stringify(ask));
                        if (own) yes++;
                    }
            equal(yes > 0, true);
        });
});
