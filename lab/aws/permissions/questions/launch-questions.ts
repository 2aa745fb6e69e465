import { GetInstanceProfileCommand } from "@aws-sdk/client-iam";
import type { AwsRequest } from "../../gateway/request.ts";
import { homeRegion, partitionOf } from "../../partition.ts";
import type { Account } from "../account.ts";
import { requestTags, resourceTags } from "../context.ts";
import type { Context, Question } from "../question.ts";
import { arnOfId, ec2Arn } from "./ec2-arn.ts";
import { passRole } from "./iam.ts";
import { inTemplate, type Launch, over, requested, specified, together } from "./launch.ts";
import { type Template, type TemplateName, template, templateData } from "./launch-template.ts";

/**
 * Permissions to run instances: the launch template, all resources used and created, their tags, and `iam:PassRole`.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html#iam-example-runinstances
 */
export async function runInstances(request: AwsRequest, account: Account): Promise<Question[]> {
    const { region, parameters } = request;
    const name: TemplateName | undefined = parameters.LaunchTemplate;
    const found = name && (await template(account.ec2(region), name));
    const own = requested(parameters);
    const launch = found ? over(inTemplate(await templateData(account.ec2(region), found, name!)), own) : own;
    return runQuestions(request, account, name ? [found] : [], launch);
}

/**
 * Permissions for a fleet: the fleet itself, and the resources listed for `ec2:CreateFleet` in the reference. An
 * instant fleet then runs instances as the caller, and reports a denial in its response. With `DryRun` it runs none.
 * Both denials occur in https://github.com/aws/karpenter-provider-aws/issues/7370 and
 * https://github.com/kubernetes-sigs/karpenter/issues/2813.
 */
export async function createFleet(request: AwsRequest, account: Account): Promise<Question[]> {
    const { region, parameters } = request;
    const launches = await Promise.all(
        (parameters.LaunchTemplateConfigs ?? []).map((config: any) => inFleet(request, account, config)),
    );
    const { fleet = {} } = specified(parameters.TagSpecification);
    const creation = [
        { action: "ec2:CreateFleet", resource: ec2Arn(region, "fleet"), context: requestTags(fleet) },
        ...launches.flatMap(({ creation }) => creation),
        ...(Object.keys(fleet).length ? [createTags(region, "fleet", fleet, "CreateFleet")] : []),
    ];
    const running = launches
        .flatMap(({ running }) => running)
        .map(question => ({ ...question, inFleet: true as const }));
    return each(parameters.DryRun === "true" ? creation : [...creation, ...running]);
}

/** One of a fleet's launch templates with the fleet's overrides. */
async function inFleet(request: AwsRequest, account: Account, config: any) {
    const { region, parameters } = request;
    const { LaunchTemplateSpecification: name = {}, Overrides = [{}] } = config;
    const found = await template(account.ec2(region), name);
    const data = found ? inTemplate(await templateData(account.ec2(region), found, name)) : requested({});
    const launch = over(together(Overrides.map((one: any) => over(data, requested(one)))), requested(parameters));
    launch.spot ||= parameters.TargetCapacitySpecification?.DefaultTargetCapacityType === "spot";
    const ask = (resource: string, context: Context): Question => ({ action: "ec2:CreateFleet", resource, context });
    const made = ["instance", "volume"];
    return {
        creation: [
            ask(templateArn(region, found), resourceTags("ec2", found?.tags ?? {})),
            ...(await used(request, account, launch)).flatMap(({ arn, context }) =>
                ofFleets.test(arn) ? [ask(arn, context)] : [],
            ),
            ...made.map(type => ask(ec2Arn(region, type), requestTags(launch.tags[type] ?? {}))),
        ],
        running: await runQuestions(request, account, [found], launch),
    };
}

/** Resources of a launch that the reference lists for `ec2:CreateFleet`. */
const ofFleets = /:(image|subnet|placement-group|capacity-reservation)\//;

/** Removes duplicate questions. */
const each = (questions: Question[]): Question[] => [
    ...new Map(questions.map(question => [JSON.stringify(question), question])).values(),
];

async function runQuestions(
    request: AwsRequest,
    account: Account,
    templates: (Template | undefined)[],
    launch: Launch,
): Promise<Question[]> {
    const { region } = request;
    const ask = (resource: string, context: Context): Question => ({ action: "ec2:RunInstances", resource, context });
    const made = ["instance", "volume", "network-interface", ...(launch.spot ? ["spot-instances-request"] : [])];
    const tagged = made.filter(type => Object.keys(launch.tags[type] ?? {}).length > 0);
    return [
        ...templates.map(one => ask(templateArn(region, one), resourceTags("ec2", one?.tags ?? {}))),
        ...(await used(request, account, launch)).map(({ arn, context }) => ask(arn, context)),
        ...made.map(type => ask(ec2Arn(region, type), requestTags(launch.tags[type] ?? {}))),
        ...tagged.map(type => createTags(region, type, launch.tags[type]!, "RunInstances")),
        ...(await passed(request, account, launch)),
    ];
}

/** A missing template is authorized as any template. */
const templateArn = (region: string, found: Template | undefined) => ec2Arn(region, "launch-template", found?.id);

/** Tags on the resources that an action creates. */
export const createTags = (region: string, type: string, tags: Record<string, string>, by: string): Question => ({
    action: "ec2:CreateTags",
    resource: ec2Arn(region, type),
    context: { ...requestTags(tags), "ec2:CreateAction": by },
});

async function used({ region }: AwsRequest, account: Account, { uses }: Launch) {
    const tags = await account.ec2Tags(region, uses);
    return uses.flatMap(id => {
        const arn = arnOfId(region, id);
        return arn ? [{ arn, context: resourceTags("ec2", tags.get(id)!) }] : [];
    });
}

/** The instance profile's role. For a missing profile, EC2 itself returns an error. */
async function passed(request: AwsRequest, account: Account, { profile }: Launch): Promise<Question[]> {
    if (!profile) return [];
    const command = new GetInstanceProfileCommand({ InstanceProfileName: profile.split("/").at(-1) });
    const iam = account.iam(homeRegion(partitionOf(request.region)));
    const found = await iam.send(command).catch(() => undefined);
    const roles = found?.InstanceProfile?.Roles ?? [];
    const context = { "iam:AssociatedResourceArn": ec2Arn(request.region, "instance") };
    return roles.map(({ Arn }) => passRole(request, Arn!, context));
}
