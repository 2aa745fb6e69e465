import {
    CreateFargateProfileCommand,
    DeleteFargateProfileCommand,
    DescribeFargateProfileCommand,
    type FargateProfile,
} from "@aws-sdk/client-eks";
import { type Aws, found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { fixed, type Kind, name, tags } from "../kind.ts";
import { tagOf } from "./eks-tags.ts";
import { settled } from "./eks-wait.ts";

/** A Fargate profile. */
export const fargateProfile: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/fargate_profile.go",
    inputs: {
        clusterName: fixed,
        fargateProfileName: name,
        podExecutionRoleArn: fixed,
        selectors: {
            type: "set",
            required: true,
            replaces: true,
            fields: { namespace: { type: "string", required: true }, labels: { type: "map" } },
        },
        subnetIds: { type: "set", replaces: true },
        tags,
    },
    outputs: ["arn", "status", "region"],
    async create({ eks }, inputs, tags) {
        await eks.send(
            new CreateFargateProfileCommand({
                clusterName: inputs.clusterName,
                fargateProfileName: inputs.fargateProfileName,
                podExecutionRoleArn: inputs.podExecutionRoleArn,
                selectors: inputs.selectors,
                subnets: inputs.subnetIds,
                tags,
            }),
        );
        return `${inputs.clusterName}:${inputs.fargateProfileName}`;
    },
    ready: (aws, id) => settled(aws, { target: "ACTIVE", pending: ["CREATING"] }, () => describe(aws, id)),
    async read(aws, id) {
        const profile = await describe(aws, id);
        return (
            profile && {
                clusterName: profile.clusterName,
                fargateProfileName: profile.fargateProfileName,
                podExecutionRoleArn: profile.podExecutionRoleArn,
                selectors: (profile.selectors ?? []).map(({ namespace, labels = {} }) => ({ namespace, labels })),
                subnetIds: profile.subnets ?? [],
                arn: profile.fargateProfileArn,
                status: profile.status,
                region: aws.region,
                tags: profile.tags ?? {},
            }
        );
    },
    tag: (aws, _id, { arn }, put, remove) => tagOf(aws, arn, put, remove),
    async delete(aws, id) {
        await aws.eks.send(new DeleteFargateProfileCommand(partsOf(id)));
        await settled(aws, { pending: ["ACTIVE", "DELETING"] }, () => describe(aws, id));
    },
};

function partsOf(id: string) {
    const [clusterName, fargateProfileName] = twoParts(id, ":", "clusterName:fargateProfileName");
    return { clusterName, fargateProfileName };
}

const describe = async ({ eks }: Aws, id: string): Promise<FargateProfile | undefined> =>
    (await found(eks.send(new DescribeFargateProfileCommand(partsOf(id)))))?.fargateProfile;
