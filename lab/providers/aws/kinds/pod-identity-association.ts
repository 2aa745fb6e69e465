import {
    CreatePodIdentityAssociationCommand,
    DeletePodIdentityAssociationCommand,
    DescribePodIdentityAssociationCommand,
    UpdatePodIdentityAssociationCommand,
} from "@aws-sdk/client-eks";
import { found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { type Kind, tags } from "../kind.ts";
import { tagOf } from "./eks-tags.ts";

/** A Pod Identity association: the role of a service account's pods. */
export const podIdentityAssociation: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/pod_identity_association.go",
    inputs: {
        clusterName: { type: "string", required: true, replaces: true },
        namespace: { type: "string", required: true, replaces: true },
        serviceAccount: { type: "string", required: true, replaces: true },
        roleArn: { type: "string", required: true },
        disableSessionTags: { type: "boolean", default: false },
        targetRoleArn: { type: "string" },
        tags,
    },
    outputs: ["associationArn", "associationId", "externalId", "region"],
    async create({ eks }, inputs, tags) {
        const { association } = await eks.send(
            new CreatePodIdentityAssociationCommand({
                clusterName: inputs.clusterName,
                namespace: inputs.namespace,
                serviceAccount: inputs.serviceAccount,
                roleArn: inputs.roleArn,
                disableSessionTags: inputs.disableSessionTags,
                targetRoleArn: inputs.targetRoleArn,
                tags,
            }),
        );
        return association!.associationId!;
    },
    async read({ eks, region }, id, last) {
        const [clusterName, associationId] =
            last.clusterName === undefined
                ? twoParts(id, ",", "clusterName,associationId")
                : [last.clusterName as string, id];
        const command = new DescribePodIdentityAssociationCommand({ clusterName, associationId });
        const association = (await found(eks.send(command)))?.association;
        return (
            association && {
                id: associationId,
                clusterName,
                namespace: association.namespace,
                serviceAccount: association.serviceAccount,
                roleArn: association.roleArn,
                disableSessionTags: association.disableSessionTags ?? false,
                targetRoleArn: association.targetRoleArn,
                associationArn: association.associationArn,
                associationId,
                externalId: association.externalId,
                region,
                tags: association.tags ?? {},
            }
        );
    },
    async update({ eks }, associationId, { clusterName, roleArn, disableSessionTags, targetRoleArn }) {
        await eks.send(
            new UpdatePodIdentityAssociationCommand({
                clusterName,
                associationId,
                roleArn,
                disableSessionTags,
                targetRoleArn,
            }),
        );
    },
    tag: (aws, _id, { associationArn }, put, remove) => tagOf(aws, associationArn, put, remove),
    delete: ({ eks }, associationId, { clusterName }) =>
        eks.send(new DeletePodIdentityAssociationCommand({ clusterName, associationId })),
};
