import {
    CreateLaunchTemplateCommand,
    CreateLaunchTemplateVersionCommand,
    CreateTagsCommand,
    DeleteLaunchTemplateCommand,
    DeleteTagsCommand,
    DescribeLaunchTemplatesCommand,
    DescribeLaunchTemplateVersionsCommand,
    DescribeTagsCommand,
    ModifyLaunchTemplateCommand,
} from "@aws-sdk/client-ec2";
import { found } from "../aws.ts";
import { type Kind, name, tags } from "../kind.ts";
import { fromList, toList } from "../tags.ts";
import { fromData, templateInputs, toData } from "./launch-template-data.ts";

/** A launch template. A change of its data creates a version. */
export const launchTemplate: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/ec2_launch_template.go",
    inputs: {
        name,
        description: { type: "string" },
        ...templateInputs,
        updateDefaultVersion: { type: "boolean" },
        tags,
    },
    outputs: ["arn", "latestVersion", "defaultVersion", "namePrefix", "region"],
    recomputed(changed, { updateDefaultVersion }) {
        const others = [...changed].filter(path => !["name", "description"].includes(path));
        return [
            ...(others.some(path => path !== "updateDefaultVersion") ? ["latestVersion"] : []),
            ...(others.length && updateDefaultVersion ? ["defaultVersion"] : []),
        ];
    },
    async create({ ec2 }, inputs, tags) {
        const { LaunchTemplate } = await ec2.send(
            new CreateLaunchTemplateCommand({
                LaunchTemplateName: inputs.name,
                VersionDescription: inputs.description,
                LaunchTemplateData: toData(inputs),
                TagSpecifications: Object.keys(tags).length
                    ? [{ ResourceType: "launch-template", Tags: toList(tags) }]
                    : undefined,
            }),
        );
        return LaunchTemplate!.LaunchTemplateId!;
    },
    async read({ ec2, region, partition: { partition } }, id, { updateDefaultVersion }) {
        const command = new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] });
        const template = (await found(ec2.send(command)))?.LaunchTemplates?.[0];
        if (!template) return undefined;
        const { LaunchTemplateVersions } = await ec2.send(
            new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions: ["$Latest"] }),
        );
        const { VersionDescription, LaunchTemplateData } = LaunchTemplateVersions![0]!;
        // moto's templates keep their first tags there.
        const Filters = [{ Name: "resource-id", Values: [id] }];
        const { Tags } = await ec2.send(new DescribeTagsCommand({ Filters }));
        const account = template.CreatedBy!.split(":")[4];
        return {
            name: template.LaunchTemplateName,
            namePrefix: "",
            description: VersionDescription,
            ...fromData(LaunchTemplateData!),
            updateDefaultVersion,
            arn: `arn:${partition}:ec2:${region}:${account}:launch-template/${id}`,
            latestVersion: template.LatestVersionNumber,
            defaultVersion: template.DefaultVersionNumber,
            region,
            tags: fromList(Tags),
        };
    },
    async update({ ec2 }, LaunchTemplateId, inputs, changed, state) {
        let latest: number = state.latestVersion;
        if ([...changed].some(path => path !== "updateDefaultVersion")) {
            const command = new CreateLaunchTemplateVersionCommand({
                LaunchTemplateId,
                VersionDescription: inputs.description,
                LaunchTemplateData: toData(inputs),
            });
            latest = (await ec2.send(command)).LaunchTemplateVersion!.VersionNumber!;
        }
        if (inputs.updateDefaultVersion)
            await ec2.send(new ModifyLaunchTemplateCommand({ LaunchTemplateId, DefaultVersion: String(latest) }));
    },
    async tag({ ec2 }, id, _state, put, remove) {
        const Resources = [id];
        if (remove.length) await ec2.send(new DeleteTagsCommand({ Resources, Tags: remove.map(Key => ({ Key })) }));
        if (Object.keys(put).length) await ec2.send(new CreateTagsCommand({ Resources, Tags: toList(put) }));
    },
    delete: ({ ec2 }, LaunchTemplateId) => ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateId })),
};
