import {
    CreateLaunchTemplateCommand,
    DescribeSubnetsCommand,
    EC2Client,
    type ResourceType,
    RunInstancesCommand,
    type RunInstancesCommandInput,
    type TagSpecification,
} from "@aws-sdk/client-ec2";
import { EKSClient } from "@aws-sdk/client-eks";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    IAMClient,
    RemoveRoleFromInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { CoreV1Api } from "@kubernetes/client-node";
import { globalArn } from "../../../../lab/aws/partition.ts";
import type { Lab } from "../../../../lab/lab.ts";
import { client, keysOf, testCluster } from "../../aws/aws.ts";
import { type Installation, prepare, type Variant } from "../../support/installation.ts";
import { succeeded } from "../../support/outcome.ts";

type Settings = ReturnType<typeof client>;

/** The clients of one who calls AWS. */
export class Callers {
    readonly ec2: EC2Client;
    readonly iam: IAMClient;
    readonly eks: EKSClient;
    readonly sqs: SQSClient;
    readonly ssm: SSMClient;
    readonly sts: STSClient;
    readonly events: EventBridgeClient;

    constructor(settings: Settings) {
        this.ec2 = new EC2Client(settings);
        this.iam = new IAMClient(settings);
        this.eks = new EKSClient(settings);
        this.sqs = new SQSClient(settings);
        this.ssm = new SSMClient(settings);
        this.sts = new STSClient(settings);
        this.events = new EventBridgeClient(settings);
    }
}

/** What there is of one cluster that somebody may be after. */
export interface Loot {
    cluster: string;
    instance: string;
    template: string;
    profile: string;
    queueUrl: string;
}

/** An account with a cluster that has the stack, another cluster that has not, and things of nobody. */
export interface Scene {
    region: string;
    lab: Lab;
    installation: Installation;
    admin: Callers;
    controller: Callers;
    node: Callers;
    /** The controller in another region. */
    elsewhere: Callers;
    own: Loot;
    other: Loot;
    /** An instance, a launch template and an instance profile without a tag of any cluster. */
    stray: Pick<Loot, "instance" | "template" | "profile">;
    /** An instance of the cluster that Karpenter did not launch. */
    system: string;
    /** A role that is nobody's business here, which trusts EC2. */
    foreignRole: string;
    nodeRole: string;
    controllerRole: string;
    subnet: string;
    /** A subnet that the stack has nothing to do with. */
    strangeSubnet: string;
    securityGroup: string;
    /** A token for a service account of the cluster. */
    token(serviceAccount: string, audience: string, namespace?: string): Promise<string>;
    /** Keys by a token. */
    assume(token: string): Promise<unknown>;
}

/** The tags that Karpenter gives to what it makes for a cluster. */
export const tagsOf = (cluster: string): Record<string, string> => ({
    [`kubernetes.io/cluster/${cluster}`]: "owned",
    "eks:eks-cluster-name": cluster,
    "karpenter.sh/nodepool": "default",
    "karpenter.k8s.aws/ec2nodeclass": "default",
});

export const list = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
export const specified = (tags: Record<string, string>, ...types: ResourceType[]): TagSpecification[] =>
    Object.keys(tags).length ? types.map(ResourceType => ({ ResourceType, Tags: list(tags) })) : [];

/** The parts of an instance that a launch tags. */
export const launched: ResourceType[] = ["instance", "volume", "network-interface"];

/** A launch of one instance. */
export const launch = (
    scene: Pick<Scene, "subnet">,
    more: Partial<RunInstancesCommandInput>,
): RunInstancesCommandInput => ({
    MinCount: 1,
    MaxCount: 1,
    ImageId: "ami-0a12b34c56d78e902",
    InstanceType: "m5.large",
    SubnetId: scene.subnet,
    ...more,
});

/** Sets all of it up: the stack by Pulumi, the rest by the administrator. */
export async function setUp(lab: Lab, variant: Variant): Promise<Scene> {
    const { name, region } = variant.cluster;
    const installation = await prepare(lab, variant);
    succeeded(await installation.stack.up());
    const admin = new Callers(client(lab.aws, region));
    const { site } = installation;
    const [subnet = ""] = site.network.subnetIds;
    const strange = { Name: "tag:karpenter.sh/discovery", Values: [`${name}-of-others`] };
    const { Subnets = [] } = await admin.ec2.send(new DescribeSubnetsCommand({ Filters: [strange] }));
    await admin.ssm.send(
        new PutParameterCommand({ Name: "/team/secret", Value: "secret", Type: "String", Overwrite: true }),
    );
    const foreignRole = `${name}-of-others`;
    const { cluster: another } = await testCluster(`${name}-2`, region);
    lab.aws.addCluster(another);

    const profile = async (InstanceProfileName: string, RoleName: string, tags: Record<string, string>) => {
        await admin.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Tags: list(tags) }));
        await admin.iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
        return InstanceProfileName;
    };
    const instance = async (tags: Record<string, string>, Name: string) => {
        const input = launch(
            { subnet },
            { IamInstanceProfile: { Name }, TagSpecifications: specified(tags, "instance") },
        );
        return (await admin.ec2.send(new RunInstancesCommand(input))).Instances![0]!.InstanceId!;
    };
    const template = async (LaunchTemplateName: string, tags: Record<string, string>, Name: string) => {
        await admin.ec2.send(
            new CreateLaunchTemplateCommand({
                LaunchTemplateName,
                LaunchTemplateData: {
                    ImageId: "ami-0a12b34c56d78e902",
                    InstanceType: "m5.large",
                    IamInstanceProfile: { Name },
                },
                TagSpecifications: specified(tags, "launch-template"),
            }),
        );
        return LaunchTemplateName;
    };
    const queue = async (QueueName: string) => (await admin.sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl!;
    const loot = async (cluster: string, role: string, queueName: string): Promise<Loot> => {
        const tags = { ...tagsOf(cluster), "topology.kubernetes.io/region": region };
        const made = await profile(`${cluster}_nodes`, role, tags);
        return {
            cluster,
            profile: made,
            instance: await instance(tagsOf(cluster), made),
            template: await template(`${cluster}-nodes`, tagsOf(cluster), made),
            queueUrl: await queue(queueName),
        };
    };
    const nodeRole = `${name}-nodeRole`;
    const own = await loot(name, nodeRole, `${name}-karpenter`);
    const other = await loot(another.name, foreignRole, `${name}-of-others`);
    const strayProfile = await profile(`${name}-stray`, foreignRole, {});

    const controllerRole = `${name}-karpenterControllerRole`;
    const token = async (serviceAccount: string, audience: string, namespace = "karpenter") => {
        const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { audiences: [audience] } };
        const core = site.cluster.client.makeApiClient(CoreV1Api);
        const request = { namespace, name: serviceAccount, body };
        return (await core.createNamespacedServiceAccountToken(request)).status!.token!;
    };
    const assume = (WebIdentityToken: string) =>
        admin.sts.send(
            new AssumeRoleWithWebIdentityCommand({
                RoleArn: globalArn(region, "iam", `role/${controllerRole}`),
                RoleSessionName: "attacker",
                WebIdentityToken,
            }),
        );
    const { Credentials } = await assume(await token("karpenter", "sts.amazonaws.com"));
    const keys = keysOf(Credentials!);
    return {
        region,
        lab,
        installation,
        admin,
        controller: new Callers(client(lab.aws, region, keys)),
        elsewhere: new Callers({
            ...client(lab.aws, region, keys),
            region: region.startsWith("cn-") ? "cn-northwest-1" : "eu-west-1",
        }),
        node: new Callers(client(lab.aws, region, await lab.aws.instanceCredentials(own.instance, region))),
        own,
        other,
        stray: {
            profile: strayProfile,
            instance: await instance({}, strayProfile),
            template: await template(`${name}-stray`, {}, strayProfile),
        },
        system: await instance({ [`kubernetes.io/cluster/${name}`]: "owned" }, strayProfile),
        foreignRole,
        nodeRole,
        controllerRole,
        subnet,
        strangeSubnet: Subnets[0]!.SubnetId!,
        securityGroup: site.network.securityGroupId,
        token,
        assume,
    };
}

/** Takes the stack down, whose rules would go on sending events to its queue, and gives its nodes' role free before. */
export async function tearDown({ admin, installation, own, nodeRole }: Scene): Promise<void> {
    const InstanceProfileName = own.profile;
    await admin.iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName: nodeRole }));
    succeeded(await installation.stack.destroy());
    await installation.site.stop();
}
