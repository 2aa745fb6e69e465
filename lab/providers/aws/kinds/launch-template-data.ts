import type { RequestLaunchTemplateData, ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import type { Properties } from "../../plugin.ts";
import type { Input } from "../kind.ts";
import { fromList, toList } from "../tags.ts";

/** Inputs that are a launch template version's data. */
export const templateInputs: Record<string, Input> = {
    blockDeviceMappings: {
        type: "list",
        fields: {
            deviceName: { type: "string" },
            ebs: {
                type: "block",
                fields: {
                    volumeType: { type: "string", computed: true },
                    volumeSize: { type: "number", computed: true },
                    iops: { type: "number", computed: true },
                    throughput: { type: "number", computed: true },
                    // Strings, because the official provider tells false from unset.
                    encrypted: { type: "string" },
                    deleteOnTermination: { type: "string" },
                    kmsKeyId: { type: "string" },
                    snapshotId: { type: "string" },
                },
            },
        },
    },
    metadataOptions: {
        type: "block",
        computed: true,
        fields: {
            httpEndpoint: { type: "string", computed: true },
            httpTokens: { type: "string", computed: true },
            httpPutResponseHopLimit: { type: "number", computed: true },
            httpProtocolIpv6: { type: "string", computed: true },
            instanceMetadataTags: { type: "string", computed: true },
        },
    },
    tagSpecifications: { type: "list", fields: { resourceType: { type: "string" }, tags: { type: "map" } } },
};

export const toData = (inputs: Properties): RequestLaunchTemplateData => ({
    BlockDeviceMappings: inputs.blockDeviceMappings?.map(({ deviceName, ebs }: Properties) => ({
        DeviceName: deviceName,
        Ebs: ebs && {
            VolumeType: ebs.volumeType,
            VolumeSize: ebs.volumeSize,
            Iops: ebs.iops,
            Throughput: ebs.throughput,
            Encrypted: toBoolean(ebs.encrypted),
            DeleteOnTermination: toBoolean(ebs.deleteOnTermination),
            KmsKeyId: ebs.kmsKeyId,
            SnapshotId: ebs.snapshotId,
        },
    })),
    MetadataOptions: inputs.metadataOptions && {
        HttpEndpoint: inputs.metadataOptions.httpEndpoint,
        HttpTokens: inputs.metadataOptions.httpTokens,
        HttpPutResponseHopLimit: inputs.metadataOptions.httpPutResponseHopLimit,
        HttpProtocolIpv6: inputs.metadataOptions.httpProtocolIpv6,
        InstanceMetadataTags: inputs.metadataOptions.instanceMetadataTags,
    },
    TagSpecifications: inputs.tagSpecifications?.map(({ resourceType, tags = {} }: Properties) => ({
        ResourceType: resourceType,
        Tags: toList(tags),
    })),
});

export const fromData = ({
    BlockDeviceMappings = [],
    MetadataOptions: metadata,
    TagSpecifications = [],
}: ResponseLaunchTemplateData): Properties => ({
    blockDeviceMappings: BlockDeviceMappings.map(({ DeviceName, Ebs }) => ({
        deviceName: DeviceName,
        ebs: Ebs && {
            volumeType: Ebs.VolumeType,
            volumeSize: Ebs.VolumeSize,
            iops: Ebs.Iops,
            throughput: Ebs.Throughput,
            encrypted: toText(Ebs.Encrypted),
            deleteOnTermination: toText(Ebs.DeleteOnTermination),
            kmsKeyId: Ebs.KmsKeyId,
            snapshotId: Ebs.SnapshotId,
        },
    })),
    metadataOptions: metadata && {
        httpEndpoint: metadata.HttpEndpoint,
        httpTokens: metadata.HttpTokens,
        httpPutResponseHopLimit: metadata.HttpPutResponseHopLimit,
        httpProtocolIpv6: metadata.HttpProtocolIpv6,
        instanceMetadataTags: metadata.InstanceMetadataTags,
    },
    tagSpecifications: TagSpecifications
        // moto puts the template's own tags there.
        .filter(({ ResourceType }) => ResourceType !== "launch-template")
        .map(({ ResourceType, Tags }) => ({ resourceType: ResourceType, tags: fromList(Tags) })),
});

const toBoolean = (text?: string) => (text ? text === "true" : undefined);

const toText = (value?: boolean) => (value === undefined ? undefined : String(value));
