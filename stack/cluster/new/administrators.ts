import type { ClusterArgs } from "@pulumi/eks/cluster.js";
import type { NewClusterConfig } from "../../config.ts";
import type { Account } from "../account.ts";

/** The access entries of the administrators: https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
export const administratorsOf = (
    { administrators = {} }: NewClusterConfig,
    { partition }: Account,
): ClusterArgs["accessEntries"] =>
    Object.fromEntries(
        Object.entries(administrators).map(([name, principalArn]) => [
            name,
            {
                principalArn,
                accessPolicies: {
                    admin: {
                        policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
                        accessScope: { type: "cluster" },
                    },
                },
            },
        ]),
    );
