import { deepEqual } from "node:assert/strict";
import { clusterOf, siteConfig } from "../../lab/stack-file.ts";
import { longestChain, one } from "../bench/lab/chain.ts";
import { type Cost, costOf } from "../bench/lab/cost.ts";
import { explicitOrder } from "../bench/lab/order.ts";
import { theLab } from "./support/lab.ts";
import { nameOf, succeeded, unchanged } from "./support/outcome.ts";

/** What `Pulumi.dev.yaml` costs, through the lab's plugins. The official ones may make other calls. */
describe("bringing Pulumi.dev.yaml up", () => {
    let cost: Cost;

    before(async () => {
        const lab = await theLab();
        const site = await lab.site({ ...clusterOf("Pulumi.dev.yaml"), name: "cost" });
        const stack = await lab.stack("cost", siteConfig(lab, site, "Pulumi.dev.yaml"));
        cost = await costOf(lab, site, stack);
        succeeded(await stack.destroy());
        await site.stop();
    });

    it("takes these calls to AWS", () =>
        deepEqual(cost.up.aws, {
            "ec2:CreateTags": 4,
            "ec2:DescribeSecurityGroups": 3,
            "ec2:DescribeSubnets": 1,
            "ec2:DescribeTags": 4,
            "eks:CreateAccessEntry": 1,
            "eks:DescribeAccessEntry": 1,
            "eks:DescribeCluster": 1,
            "events:DescribeRule": 5,
            "events:ListTagsForResource": 5,
            "events:ListTargetsByRule": 5,
            "events:PutRule": 5,
            "events:PutTargets": 5,
            "iam:AttachRolePolicy": 9,
            "iam:CreatePolicy": 5,
            "iam:CreateRole": 2,
            "iam:CreateServiceLinkedRole": 1,
            "iam:GetOpenIDConnectProvider": 1,
            "iam:GetPolicy": 5,
            "iam:GetPolicyVersion": 5,
            "iam:GetRole": 3,
            "iam:ListAttachedRolePolicies": 11,
            "iam:ListOpenIDConnectProviders": 1,
            "iam:ListRolePolicies": 2,
            "sqs:CreateQueue": 1,
            "sqs:GetQueueAttributes": 2,
            "sqs:ListQueueTags": 1,
            "sqs:SetQueueAttributes": 1,
            "sts:GetCallerIdentity": 5,
        }));

    it("takes these calls to the API server", () => {
        // Helm finds out what the server has, and remembers it on disk from one run to another.
        const { discover, ...calls } = cost.up.kubernetes;
        deepEqual(calls, {
            "create clusterrolebindings": 2,
            "create clusterroles": 3,
            "create customresourcedefinitions": 5,
            "create deployments": 1,
            "create ec2nodeclasses": 2,
            "create flowschemas": 2,
            "create namespaces": 1,
            "create nodepools": 2,
            "create poddisruptionbudgets": 1,
            "create rolebindings": 2,
            "create roles": 2,
            "create secrets": 2,
            "create serviceaccounts": 1,
            "create services": 1,
            "get clusterrolebindings": 2,
            "get clusterroles": 3,
            "get customresourcedefinitions": 5,
            "get deployments": 1,
            "get poddisruptionbudgets": 1,
            "get rolebindings": 2,
            "get roles": 2,
            "get serviceaccounts": 1,
            "get services": 1,
            "list secrets": 2,
            "update secrets": 2,
        });
    });

    it("takes nothing but these to see that there is nothing left to change", () => {
        deepEqual(cost.preview.aws, {
            "ec2:DescribeSecurityGroups": 3,
            "ec2:DescribeSubnets": 1,
            "eks:DescribeCluster": 1,
            "iam:GetOpenIDConnectProvider": 1,
            "iam:GetRole": 1,
            "iam:ListOpenIDConnectProviders": 1,
            "sts:GetCallerIdentity": 2,
        });
        deepEqual(cost.preview.kubernetes, { discover: 5 });
        unchanged(cost.preview.outcome);
    });

    it("can't be faster than these one after the other", () =>
        deepEqual(
            longestChain(cost.resources, one).links.map(({ resource }) => nameOf(resource.urn)),
            [
                "karpenter-controller-role",
                "karpenter-interruption-queue",
                "karpenter-controller-policy-interruption",
                "karpenter-controller-policy-interruption",
                "karpenter-install-karpenter",
                "karpenter-node-class-bottlerocket",
                "karpenter-node-pool-arm64",
            ],
        ));

    // Pools, classes, the controller, and what it needs: design decision 6. Before a pool is also the account's role for spot, without
    // which its first launch fails; and before the CRDs the namespace that their release is in.
    // What AWS or Helm would adopt waits for the controller's role, which AWS refuses to make twice.
    it("has no order that neither inputs nor going down need", () =>
        deepEqual(explicitOrder(cost.resources), {
            "karpenter-discovery": ["karpenter-controller"],
            "karpenter-install": ["karpenter-controller"],
            "karpenter-install-karpenter": [
                "karpenter-controller",
                "karpenter-discovery",
                "karpenter-install-karpenter-crd",
                "karpenter-install-karpenter-leader-election",
                "karpenter-install-karpenter-workload",
                "karpenter-install-namespace",
                "karpenter-interruption",
                "karpenter-node-role",
            ],
            "karpenter-install-karpenter-crd": ["karpenter-install-namespace"],
            "karpenter-interruption": ["karpenter-controller"],
            "karpenter-node-class-bottlerocket": ["karpenter-install"],
            "karpenter-node-class-default": ["karpenter-install"],
            "karpenter-node-pool-arm64": [
                "karpenter-install",
                "karpenter-node-class-bottlerocket",
                "karpenter-spot-role",
            ],
            "karpenter-node-pool-default": ["karpenter-install", "karpenter-node-class-default", "karpenter-spot-role"],
            "karpenter-spot-role": ["karpenter-controller"],
        }));
});
