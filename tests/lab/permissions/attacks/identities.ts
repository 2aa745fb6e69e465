import {
    AddRoleToInstanceProfileCommand,
    AttachRolePolicyCommand,
    CreateInstanceProfileCommand,
    CreatePolicyVersionCommand,
    CreateRoleCommand,
    CreateUserCommand,
    DeleteInstanceProfileCommand,
    DeleteRolePermissionsBoundaryCommand,
    DeleteRolePolicyCommand,
    PutRolePolicyCommand,
    RemoveRoleFromInstanceProfileCommand,
    TagInstanceProfileCommand,
    UntagInstanceProfileCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { globalArn } from "../../../../lab/aws/partition.ts";
import { type Attack, attack } from "./attack.ts";
import { list, type Scene, tagsOf } from "./scene.ts";

/** The tags of a cluster's instance profiles. */
const profileTags = (cluster: string, region: string): Record<string, string> => ({
    ...tagsOf(cluster),
    "topology.kubernetes.io/region": region,
});

/** Under a cluster's path, as Karpenter makes them. */
const make = (
    title: string,
    tags: (scene: Scene) => Record<string, string>,
    cluster = ({ own }: Scene) => own.cluster,
): Attack =>
    attack("iam:CreateInstanceProfile", `makes an instance profile with ${title}`, scene =>
        scene.controller.iam.send(
            new CreateInstanceProfileCommand({
                InstanceProfileName: "attack",
                Path: `/karpenter/${scene.region}/${cluster(scene)}/1/`,
                Tags: list(tags(scene)),
            }),
        ),
    );

const all = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

const onRole = (denied: string, title: string, command: (RoleName: string, scene: Scene) => object): Attack[] =>
    (["controllerRole", "nodeRole"] as const).map(role =>
        attack(`iam:${denied}`, `${title} the ${role === "nodeRole" ? "nodes'" : "controller's"} role`, scene =>
            scene.controller.iam.send(command(scene[role], scene) as any),
        ),
    );

/** The controller's keys, on instance profiles, roles and who may have them. */
export const onIdentities: Attack[] = [
    make("no tags", () => ({})),
    make("another cluster's tags", ({ other, region }) => profileTags(other.cluster, region)),
    make("another region's tag", ({ own }) => profileTags(own.cluster, "eu-west-1")),
    make("no class's name", ({ own, region }) => {
        const { "karpenter.k8s.aws/ec2nodeclass": _, ...rest } = profileTags(own.cluster, region);
        return rest;
    }),
    make(
        "its tags, under another cluster's path",
        ({ own, region }) => profileTags(own.cluster, region),
        ({ other }) => other.cluster,
    ),
    attack("iam:TagInstanceProfile", "takes over another cluster's instance profile by tags", scene =>
        scene.controller.iam.send(
            new TagInstanceProfileCommand({
                InstanceProfileName: scene.other.profile,
                Tags: list(profileTags(scene.own.cluster, scene.region)),
            }),
        ),
    ),
    attack("iam:TagInstanceProfile", "takes over an instance profile of no cluster by tags", scene =>
        scene.controller.iam.send(
            new TagInstanceProfileCommand({
                InstanceProfileName: scene.stray.profile,
                Tags: list(profileTags(scene.own.cluster, scene.region)),
            }),
        ),
    ),
    attack("iam:TagInstanceProfile", "gives its instance profile to another cluster", scene =>
        scene.controller.iam.send(
            new TagInstanceProfileCommand({
                InstanceProfileName: scene.own.profile,
                Tags: list(profileTags(scene.other.cluster, scene.region)),
            }),
        ),
    ),
    attack("iam:UntagInstanceProfile", "takes the tags off its instance profile", ({ controller, own }) =>
        controller.iam.send(
            new UntagInstanceProfileCommand({ InstanceProfileName: own.profile, TagKeys: ["eks:eks-cluster-name"] }),
        ),
    ),
    attack("iam:DeleteInstanceProfile", "deletes another cluster's instance profile", ({ controller, other }) =>
        controller.iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: other.profile })),
    ),
    attack("iam:DeleteInstanceProfile", "deletes an instance profile of no cluster", ({ controller, stray }) =>
        controller.iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: stray.profile })),
    ),
    attack(
        "iam:RemoveRoleFromInstanceProfile",
        "takes the role out of another cluster's instance profile",
        ({ controller, other, foreignRole }) =>
            controller.iam.send(
                new RemoveRoleFromInstanceProfileCommand({
                    InstanceProfileName: other.profile,
                    RoleName: foreignRole,
                }),
            ),
    ),
    attack(
        "iam:AddRoleToInstanceProfile",
        "puts its nodes' role into an instance profile of no cluster",
        ({ controller, stray, nodeRole }) =>
            controller.iam.send(
                new AddRoleToInstanceProfileCommand({ InstanceProfileName: stray.profile, RoleName: nodeRole }),
            ),
    ),
    attack(
        "iam:PassRole",
        "puts a role that no class uses into its instance profile",
        ({ controller, own, foreignRole }) =>
            controller.iam.send(
                new AddRoleToInstanceProfileCommand({ InstanceProfileName: own.profile, RoleName: foreignRole }),
            ),
    ),
    attack("iam:PassRole", "puts its own role into its instance profile", ({ controller, own, controllerRole }) =>
        controller.iam.send(
            new AddRoleToInstanceProfileCommand({ InstanceProfileName: own.profile, RoleName: controllerRole }),
        ),
    ),
    ...onRole(
        "AttachRolePolicy",
        "attaches another policy to",
        (RoleName, { region }) =>
            new AttachRolePolicyCommand({
                RoleName,
                PolicyArn: globalArn(region, "iam", "policy/AdministratorAccess").replace(/\d{12}/, "aws"),
            }),
    ),
    ...onRole(
        "PutRolePolicy",
        "writes another policy into",
        RoleName => new PutRolePolicyCommand({ RoleName, PolicyName: "all", PolicyDocument: all }),
    ),
    ...onRole(
        "DeleteRolePolicy",
        "deletes a policy of",
        RoleName => new DeleteRolePolicyCommand({ RoleName, PolicyName: "any" }),
    ),
    ...onRole(
        "UpdateAssumeRolePolicy",
        "lets somebody else have",
        RoleName => new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: all }),
    ),
    ...onRole(
        "DeleteRolePermissionsBoundary",
        "takes the boundary off",
        RoleName => new DeleteRolePermissionsBoundaryCommand({ RoleName }),
    ),
    attack("iam:CreatePolicyVersion", "writes its own policy anew", ({ controller, region, own }) =>
        controller.iam.send(
            new CreatePolicyVersionCommand({
                PolicyArn: globalArn(region, "iam", `policy/${own.cluster}-karpenterControllerPolicy-NodeLifecycle`),
                PolicyDocument: all,
                SetAsDefault: true,
            }),
        ),
    ),
    attack("iam:CreateRole", "makes a role", ({ controller }) =>
        controller.iam.send(new CreateRoleCommand({ RoleName: "attack", AssumeRolePolicyDocument: all })),
    ),
    attack("iam:CreateUser", "makes a user", ({ controller }) =>
        controller.iam.send(new CreateUserCommand({ UserName: "attack" })),
    ),
    attack("sts:AssumeRole", "assumes its nodes' role", ({ controller, region, nodeRole }) =>
        controller.sts.send(
            new AssumeRoleCommand({ RoleArn: globalArn(region, "iam", `role/${nodeRole}`), RoleSessionName: "attack" }),
        ),
    ),
];
