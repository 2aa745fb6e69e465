import {
    AssociateIamInstanceProfileCommand,
    CreateTagsCommand,
    DeleteTagsCommand,
    ModifyInstanceAttributeCommand,
    RebootInstancesCommand,
    StopInstancesCommand,
    TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { type Attack, attack } from "./attack.ts";
import { list, type Scene, tagsOf } from "./scene.ts";

const end = (title: string, of: (scene: Scene) => string[]): Attack =>
    attack("ec2:TerminateInstances", `ends ${title}`, scene =>
        scene.controller.ec2.send(new TerminateInstancesCommand({ InstanceIds: of(scene) })),
    );

const tag = (title: string, of: (scene: Scene) => string, tags: (scene: Scene) => Record<string, string>): Attack =>
    attack("ec2:CreateTags", title, scene =>
        scene.controller.ec2.send(new CreateTagsCommand({ Resources: [of(scene)], Tags: list(tags(scene)) })),
    );

/** The controller's keys, on instances that are there. */
export const onInstances: Attack[] = [
    end("another cluster's instance", ({ other }) => [other.instance]),
    end("an instance of no cluster", ({ stray }) => [stray.instance]),
    end("an instance of its cluster that Karpenter did not launch", ({ system }) => [system]),
    end("its own instance and another's at once", ({ own, other }) => [own.instance, other.instance]),
    attack("ec2:TerminateInstances", "ends another cluster's instance in a dry run", ({ controller, other }) =>
        controller.ec2.send(new TerminateInstancesCommand({ InstanceIds: [other.instance], DryRun: true })),
    ),
    tag(
        "names another cluster's instance",
        ({ other }) => other.instance,
        () => ({ Name: "mine" }),
    ),
    tag(
        "takes over an instance of no cluster by tags",
        ({ stray }) => stray.instance,
        ({ own }) => tagsOf(own.cluster),
    ),
    tag(
        "takes over another cluster's instance by tags",
        ({ other }) => other.instance,
        ({ own }) => tagsOf(own.cluster),
    ),
    tag(
        "takes over its cluster's own system node",
        ({ system }) => system,
        () => ({ "karpenter.sh/nodepool": "default" }),
    ),
    tag(
        "gives its instance to another cluster",
        ({ own }) => own.instance,
        ({ other }) => ({ [`kubernetes.io/cluster/${other.cluster}`]: "owned" }),
    ),
    tag(
        "says that its instance is of another cluster",
        ({ own }) => own.instance,
        ({ other }) => ({ "eks:eks-cluster-name": other.cluster }),
    ),
    tag(
        "moves its instance to another pool",
        ({ own }) => own.instance,
        () => ({ "karpenter.sh/nodepool": "other" }),
    ),
    tag(
        "puts any tag on its instance",
        ({ own }) => own.instance,
        () => ({ "cost-center": "theirs" }),
    ),
    tag(
        "tags a subnet, so that classes select it",
        ({ subnet }) => subnet,
        ({ own }) => ({ "karpenter.sh/discovery": own.cluster }),
    ),
    tag(
        "tags a security group, so that classes select it",
        ({ securityGroup }) => securityGroup,
        ({ own }) => ({ "karpenter.sh/discovery": own.cluster }),
    ),
    attack("ec2:DeleteTags", "takes the tags off its instance", ({ controller, own }) =>
        controller.ec2.send(
            new DeleteTagsCommand({ Resources: [own.instance], Tags: [{ Key: "karpenter.sh/nodepool" }] }),
        ),
    ),
    attack("ec2:RebootInstances", "reboots its instance, without the gate for it", ({ controller, own }) =>
        controller.ec2.send(new RebootInstancesCommand({ InstanceIds: [own.instance] })),
    ),
    attack("ec2:StopInstances", "stops its instance", ({ controller, own }) =>
        controller.ec2.send(new StopInstancesCommand({ InstanceIds: [own.instance] })),
    ),
    attack("ec2:ModifyInstanceAttribute", "changes the user data of its instance", ({ controller, own }) =>
        controller.ec2.send(
            new ModifyInstanceAttributeCommand({ InstanceId: own.instance, UserData: { Value: Buffer.from("evil") } }),
        ),
    ),
    attack("ec2:AssociateIamInstanceProfile", "gives its instance another's profile", ({ controller, own, other }) =>
        controller.ec2.send(
            new AssociateIamInstanceProfileCommand({
                InstanceId: own.instance,
                IamInstanceProfile: { Name: other.profile },
            }),
        ),
    ),
];
