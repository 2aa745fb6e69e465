import {
    CreateAccessEntryCommand,
    DeleteAccessEntryCommand,
    DescribeAccessEntryCommand,
    UpdateAccessEntryCommand,
} from "@aws-sdk/client-eks";
import { found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { type Kind, tags } from "../kind.ts";
import { tagOf } from "./eks-tags.ts";

/** An EKS access entry. */
export const accessEntry: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/access_entry.go",
    inputs: {
        clusterName: { type: "string", required: true, replaces: true },
        principalArn: { type: "string", required: true, replaces: true },
        type: { type: "string", default: "STANDARD", replaces: true },
        kubernetesGroups: { type: "set", computed: true },
        userName: { type: "string", computed: true },
        tags,
    },
    outputs: ["accessEntryArn", "createdAt", "modifiedAt", "region"],
    async create({ eks }, inputs, tags) {
        await eks.send(
            new CreateAccessEntryCommand({
                clusterName: inputs.clusterName,
                principalArn: inputs.principalArn,
                type: inputs.type,
                kubernetesGroups: inputs.kubernetesGroups,
                username: inputs.userName,
                tags,
            }),
        );
        return `${inputs.clusterName}:${inputs.principalArn}`;
    },
    async read({ eks, region }, id) {
        const [clusterName, principalArn] = twoParts(id, ":", "clusterName:principalArn");
        const entry = (await found(eks.send(new DescribeAccessEntryCommand({ clusterName, principalArn }))))
            ?.accessEntry;
        return (
            entry && {
                clusterName,
                principalArn,
                type: entry.type,
                kubernetesGroups: entry.kubernetesGroups ?? [],
                userName: entry.username,
                accessEntryArn: entry.accessEntryArn,
                createdAt: entry.createdAt?.toISOString(),
                modifiedAt: entry.modifiedAt?.toISOString(),
                region,
                tags: entry.tags ?? {},
            }
        );
    },
    async update({ eks }, _id, inputs, _changed, state) {
        await eks.send(
            new UpdateAccessEntryCommand({
                clusterName: inputs.clusterName,
                principalArn: inputs.principalArn,
                kubernetesGroups: inputs.kubernetesGroups ?? state.kubernetesGroups,
                username: inputs.userName ?? state.userName,
            }),
        );
    },
    tag: (aws, _id, { accessEntryArn }, put, remove) => tagOf(aws, accessEntryArn, put, remove),
    delete: ({ eks }, _id, { clusterName, principalArn }) =>
        eks.send(new DeleteAccessEntryCommand({ clusterName, principalArn })),
};
