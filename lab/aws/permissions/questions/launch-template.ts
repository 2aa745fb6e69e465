import {
    DescribeLaunchTemplatesCommand,
    DescribeLaunchTemplateVersionsCommand,
    type EC2Client,
    type ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import { type Tags, tagsOf } from "../account.ts";

/** A reference to a launch template: id or name, optionally a version. */
export interface TemplateName {
    LaunchTemplateId?: string;
    LaunchTemplateName?: string;
    Version?: string;
}

/** An existing launch template. */
export interface Template {
    id: string;
    tags: Tags;
}

export async function template(
    ec2: EC2Client,
    { LaunchTemplateId, LaunchTemplateName }: TemplateName,
): Promise<Template | undefined> {
    const command = new DescribeLaunchTemplatesCommand({
        ...(LaunchTemplateId && { LaunchTemplateIds: [LaunchTemplateId] }),
        ...(LaunchTemplateName && { LaunchTemplateNames: [LaunchTemplateName] }),
    });
    const found = await ec2.send(command).catch(() => undefined);
    const one = found?.LaunchTemplates?.[0];
    return one && { id: one.LaunchTemplateId!, tags: tagsOf(one.Tags) };
}

/** Data of a launch template's version. */
export async function templateData(
    ec2: EC2Client,
    { id }: Template,
    { Version = "$Default" }: TemplateName,
): Promise<ResponseLaunchTemplateData> {
    const command = new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions: [Version] });
    const found = await ec2.send(command).catch(() => undefined);
    return found?.LaunchTemplateVersions?.[0]?.LaunchTemplateData ?? {};
}
