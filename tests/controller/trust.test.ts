import assert from "node:assert/strict";
import { irsaTrust, podIdentityTrust } from "../../components/controller/trust.ts";

describe("the controller role's trust", () => {
    it("by IRSA is for the one service account, and for STS, in every partition", () => {
        for (const [partition, issuer] of [
            ["aws", "oidc.eks.us-west-2.amazonaws.com/id/EXAMPLE"],
            ["aws-us-gov", "oidc.eks.us-gov-west-1.amazonaws.com/id/EXAMPLE"],
            ["aws-cn", "oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLE"],
        ] as const) {
            const provider = `arn:${partition}:iam::123456789012:oidc-provider/${issuer}`;
            assert.deepEqual(irsaTrust(provider, "karpenter", "karpenter"), {
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { Federated: provider },
                        Action: "sts:AssumeRoleWithWebIdentity",
                        Condition: {
                            StringEquals: {
                                [`${issuer}:aud`]: "sts.amazonaws.com",
                                [`${issuer}:sub`]: "system:serviceaccount:karpenter:karpenter",
                            },
                        },
                    },
                ],
            });
        }
    });

    it("by Pod Identity is for the one service account of the one cluster", () => {
        assert.deepEqual(
            podIdentityTrust("arn:aws:eks:us-west-2:123456789012:cluster/dev", "kube-system", "karpenter"),
            {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AllowEksAuthToAssumeRoleForPodIdentity",
                        Effect: "Allow",
                        Principal: { Service: "pods.eks.amazonaws.com" },
                        Action: ["sts:AssumeRole", "sts:TagSession"],
                        Condition: {
                            StringEquals: {
                                "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:us-west-2:123456789012:cluster/dev",
                                "aws:RequestTag/kubernetes-namespace": "kube-system",
                                "aws:RequestTag/kubernetes-service-account": "karpenter",
                            },
                        },
                    },
                ],
            },
        );
    });
});
