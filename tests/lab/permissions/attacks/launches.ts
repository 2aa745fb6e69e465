import {
    CreateFleetCommand,
    CreateLaunchTemplateCommand,
    CreateLaunchTemplateVersionCommand,
    DeleteLaunchTemplateCommand,
    ModifyLaunchTemplateCommand,
    RunInstancesCommand,
    type RunInstancesCommandInput,
} from "@aws-sdk/client-ec2";
import { type Attack, attack } from "./attack.ts";
import { launch, launched, type Scene, specified, tagsOf } from "./scene.ts";

/** A cluster's tags but for one, or with another value of it. */
const but = (cluster: string, key: string, value?: string): Record<string, string> => {
    const { [key]: _, ...rest } = tagsOf(cluster);
    return value === undefined ? rest : { ...rest, [key]: value };
};

const wrongTags: [title: string, tags: (scene: Scene) => Record<string, string>][] = [
    ["no tags", () => ({})],
    ["another cluster's tags", ({ other }) => tagsOf(other.cluster)],
    ["its cluster's tags but for the owner's", ({ own }) => but(own.cluster, `kubernetes.io/cluster/${own.cluster}`)],
    ["another cluster's name", ({ own, other }) => but(own.cluster, "eks:eks-cluster-name", other.cluster)],
    ["no pool's name", ({ own }) => but(own.cluster, "karpenter.sh/nodepool")],
    [
        "a cluster that is shared, not owned",
        ({ own }) => but(own.cluster, `kubernetes.io/cluster/${own.cluster}`, "shared"),
    ],
];

const template = (scene: Scene, tags: Record<string, string>) =>
    scene.controller.ec2.send(
        new CreateLaunchTemplateCommand({
            LaunchTemplateName: `attack-${Object.keys(tags).length}`,
            LaunchTemplateData: { ImageId: "ami-0a12b34c56d78e902" },
            TagSpecifications: specified(tags, "launch-template"),
        }),
    );

const run = (scene: Scene, more: Partial<RunInstancesCommandInput>) =>
    scene.controller.ec2.send(new RunInstancesCommand(launch(scene, more)));

const owned = ({ own }: Scene) => specified(tagsOf(own.cluster), ...launched);

const fleet = (scene: Scene, LaunchTemplateName: string, tags: Record<string, string>) =>
    scene.controller.ec2.send(
        new CreateFleetCommand({
            Type: "instant",
            TargetCapacitySpecification: { TotalTargetCapacity: 1, DefaultTargetCapacityType: "on-demand" },
            LaunchTemplateConfigs: [
                {
                    LaunchTemplateSpecification: { LaunchTemplateName, Version: "$Latest" },
                    Overrides: [{ SubnetId: scene.subnet }],
                },
            ],
            TagSpecifications: specified(tags, "fleet", "instance", "volume"),
        }),
    );

/** The controller's keys, on launch templates, and to launch. */
export const onLaunches: Attack[] = [
    ...wrongTags.map(([title, tags]) =>
        attack("ec2:CreateLaunchTemplate", `makes a launch template with ${title}`, scene =>
            template(scene, tags(scene)),
        ),
    ),
    ...wrongTags.map(([title, tags]) =>
        attack("ec2:RunInstances", `runs an instance with ${title}`, scene =>
            run(scene, { TagSpecifications: specified(tags(scene), ...launched) }),
        ),
    ),
    ...wrongTags.map(([title, tags]) =>
        attack("ec2:CreateFleet", `makes a fleet with ${title}`, scene =>
            fleet(scene, scene.own.template, tags(scene)),
        ),
    ),
    attack("ec2:RunInstances", "runs an instance whose volume has no tags", scene =>
        run(scene, { TagSpecifications: specified(tagsOf(scene.own.cluster), "instance", "network-interface") }),
    ),
    attack("ec2:RunInstances", "tries a launch without tags in a dry run", scene => run(scene, { DryRun: true })),
    attack("ec2:RunInstances", "runs an instance from another cluster's launch template", scene =>
        run(scene, { LaunchTemplate: { LaunchTemplateName: scene.other.template }, TagSpecifications: owned(scene) }),
    ),
    attack("ec2:RunInstances", "runs an instance from a launch template of no cluster", scene =>
        run(scene, { LaunchTemplate: { LaunchTemplateName: scene.stray.template }, TagSpecifications: owned(scene) }),
    ),
    attack("ec2:CreateFleet", "makes a fleet from another cluster's launch template", scene =>
        fleet(scene, scene.other.template, tagsOf(scene.own.cluster)),
    ),
    attack("ec2:CreateFleet", "makes a fleet from a launch template of no cluster", scene =>
        fleet(scene, scene.stray.template, tagsOf(scene.own.cluster)),
    ),
    attack("iam:PassRole", "passes a role that no class uses to an instance", scene =>
        run(scene, { IamInstanceProfile: { Name: scene.stray.profile }, TagSpecifications: owned(scene) }),
    ),
    attack("iam:PassRole", "passes another cluster's role to an instance", scene =>
        run(scene, { IamInstanceProfile: { Name: scene.other.profile }, TagSpecifications: owned(scene) }),
    ),
    attack("ec2:RunInstances", "runs an instance in another region", async scene =>
        scene.elsewhere.ec2.send(
            new RunInstancesCommand(launch({ subnet: scene.subnet }, { TagSpecifications: owned(scene) })),
        ),
    ),
    attack("ec2:CreateLaunchTemplateVersion", "gives its launch template another version", ({ controller, own }) =>
        controller.ec2.send(
            new CreateLaunchTemplateVersionCommand({
                LaunchTemplateName: own.template,
                LaunchTemplateData: { UserData: "ZXZpbA==" },
            }),
        ),
    ),
    attack("ec2:CreateLaunchTemplateVersion", "gives another's launch template a version", ({ controller, other }) =>
        controller.ec2.send(
            new CreateLaunchTemplateVersionCommand({
                LaunchTemplateName: other.template,
                LaunchTemplateData: { UserData: "ZXZpbA==" },
            }),
        ),
    ),
    attack(
        "ec2:ModifyLaunchTemplate",
        "changes the default version of another's launch template",
        ({ controller, other }) =>
            controller.ec2.send(
                new ModifyLaunchTemplateCommand({ LaunchTemplateName: other.template, DefaultVersion: "1" }),
            ),
    ),
    attack("ec2:DeleteLaunchTemplate", "deletes another cluster's launch template", ({ controller, other }) =>
        controller.ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateName: other.template })),
    ),
    attack("ec2:DeleteLaunchTemplate", "deletes a launch template of no cluster", ({ controller, stray }) =>
        controller.ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateName: stray.template })),
    ),
];
