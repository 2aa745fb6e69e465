import { AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import { arnOf } from "../partition.ts";
import { clusterNamed } from "./clusters.ts";
import type { Clusters } from "./registry.ts";

/** The only add-on, installed on every cluster of the lab. */
const addonName = "eks-pod-identity-agent";

export const addonHandlers = (clusters: Clusters): Handlers => ({
    "eks:ListAddons": ({ region, parameters }) => {
        clusterNamed(clusters, parameters.clusterName, region);
        return { addons: [addonName] };
    },
    "eks:DescribeAddon": ({ region, parameters }) => {
        const { name } = clusterNamed(clusters, parameters.clusterName, region);
        if (parameters.addonName !== addonName)
            throw new AwsError(
                404,
                "ResourceNotFoundException",
                `No addon: ${parameters.addonName} found in cluster: ${name}`,
            );
        return {
            addon: {
                addonName,
                clusterName: name,
                status: "ACTIVE",
                addonVersion: "v1.3.10-eksbuild.1",
                health: { issues: [] },
                addonArn: arnOf(region, "eks", `addon/${name}/${addonName}/00000000-0000-0000-0000-000000000000`),
                tags: {},
            },
        };
    },
});
