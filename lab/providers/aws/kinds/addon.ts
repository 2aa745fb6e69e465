import {
    type Addon,
    CreateAddonCommand,
    DeleteAddonCommand,
    DescribeAddonCommand,
    DescribePodIdentityAssociationCommand,
    UpdateAddonCommand,
} from "@aws-sdk/client-eks";
import { type Aws, found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { fixed, type Kind, tags } from "../kind.ts";
import { tagOf } from "./eks-tags.ts";
import { settled, updated } from "./eks-wait.ts";

/** An EKS add-on. */
export const addon: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/addon.go",
    inputs: {
        clusterName: fixed,
        addonName: fixed,
        addonVersion: { type: "string", computed: true },
        configurationValues: { type: "string", computed: true },
        podIdentityAssociations: {
            type: "set",
            fields: {
                roleArn: { type: "string", required: true },
                serviceAccount: { type: "string", required: true },
            },
        },
        preserve: { type: "boolean" },
        resolveConflictsOnCreate: { type: "string" },
        resolveConflictsOnUpdate: { type: "string" },
        serviceAccountRoleArn: { type: "string" },
        tags,
    },
    outputs: ["arn", "createdAt", "modifiedAt", "region"],
    async create({ eks }, inputs, tags) {
        await eks.send(
            new CreateAddonCommand({
                clusterName: inputs.clusterName,
                addonName: inputs.addonName,
                addonVersion: inputs.addonVersion,
                configurationValues: inputs.configurationValues,
                podIdentityAssociations: inputs.podIdentityAssociations,
                resolveConflicts: inputs.resolveConflictsOnCreate,
                serviceAccountRoleArn: inputs.serviceAccountRoleArn,
                tags,
            }),
        );
        return `${inputs.clusterName}:${inputs.addonName}`;
    },
    ready: (aws, id) => settled(aws, { target: "ACTIVE", pending: ["CREATING", "DEGRADED"] }, () => describe(aws, id)),
    async read(aws, id, { preserve, resolveConflictsOnCreate, resolveConflictsOnUpdate }) {
        const addon = await describe(aws, id);
        return (
            addon && {
                clusterName: addon.clusterName,
                addonName: addon.addonName,
                addonVersion: addon.addonVersion,
                configurationValues: addon.configurationValues ?? "",
                podIdentityAssociations: await associationsOf(aws, addon),
                preserve,
                resolveConflictsOnCreate,
                resolveConflictsOnUpdate,
                serviceAccountRoleArn: addon.serviceAccountRoleArn,
                arn: addon.addonArn,
                createdAt: addon.createdAt?.toISOString(),
                modifiedAt: addon.modifiedAt?.toISOString(),
                region: aws.region,
                tags: addon.tags ?? {},
            }
        );
    },
    async update(aws, id, inputs, changed) {
        const { clusterName: name, addonName } = partsOf(id);
        const ofChanged = <T>(property: string, value: T) => (changed.has(property) ? value : undefined);
        const { addonVersion, configurationValues, podIdentityAssociations = [], serviceAccountRoleArn } = inputs;
        const change = {
            addonVersion: ofChanged("addonVersion", addonVersion),
            configurationValues: ofChanged("configurationValues", configurationValues),
            podIdentityAssociations: ofChanged("podIdentityAssociations", podIdentityAssociations),
            // If it is omitted, EKS removes it.
            serviceAccountRoleArn: serviceAccountRoleArn ?? ofChanged("serviceAccountRoleArn", ""),
        };
        if (!Object.keys(change).some(property => changed.has(property))) return;
        const resolveConflicts = inputs.resolveConflictsOnUpdate;
        const command = new UpdateAddonCommand({ ...partsOf(id), ...change, resolveConflicts });
        await updated(aws, { name, addonName }, await aws.eks.send(command));
    },
    tag: (aws, _id, { arn }, put, remove) => tagOf(aws, arn, put, remove),
    async delete(aws, id, { preserve }) {
        await aws.eks.send(new DeleteAddonCommand({ ...partsOf(id), preserve }));
        await settled(aws, { pending: ["ACTIVE", "DELETING"] }, () => describe(aws, id));
    },
};

function partsOf(id: string) {
    const [clusterName, addonName] = twoParts(id, ":", "clusterName:addonName");
    return { clusterName, addonName };
}

const describe = async ({ eks }: Aws, id: string): Promise<Addon | undefined> =>
    (await found(eks.send(new DescribeAddonCommand(partsOf(id)))))?.addon;

/** An add-on has the ARNs of its associations, which end with their ids. */
const associationsOf = ({ eks }: Aws, { clusterName, podIdentityAssociations = [] }: Addon) =>
    Promise.all(
        podIdentityAssociations.map(async arn => {
            const associationId = arn.split("/").at(-1);
            const command = new DescribePodIdentityAssociationCommand({ clusterName, associationId });
            const { association } = await eks.send(command);
            return { roleArn: association!.roleArn, serviceAccount: association!.serviceAccount };
        }),
    );
