import { deepEqual, rejects } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { asked, tagFields } from "./asked.ts";
import type { FakeAccount } from "./fake-account.ts";

const region = "us-west-2";
const owned = { "kubernetes.io/cluster/one": "owned" };
const account: FakeAccount = {
    region,
    tags: { "lt-1": owned, "i-1": { ...owned, Name: "a" }, "sg-1": { team: "network" } },
    templates: {
        template: {
            id: "lt-1",
            data: {
                ImageId: "ami-1",
                SecurityGroupIds: ["sg-1"],
                IamInstanceProfile: { Name: "profile" },
                TagSpecifications: [{ ResourceType: "network-interface", Tags: [{ Key: "of", Value: "template" }] }],
            },
        },
        other: { id: "lt-2", data: { IamInstanceProfile: { Name: "strong" } } },
    },
    profiles: { profile: { path: "/karpenter/", role: "node" }, strong: { path: "/", role: "admin" } },
};
const ec2 = (form: Record<string, string>) => asked({ service: "ec2", form }, account);

const arn = (rest: string) => `arn:aws:ec2:${region}:123456789012:${rest}`;
const of = (...pairs: [string, string][]) => ({
    ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    "aws:TagKeys": pairs.map(([key]) => key),
});
const has = (tags: Record<string, string>) =>
    Object.fromEntries(
        ["aws", "ec2"].flatMap(service =>
            Object.entries(tags).map(([key, value]) => [`${service}:ResourceTag/${key}`, value]),
        ),
    );
const pass = {
    action: "iam:PassRole",
    resource: "arn:aws:iam::123456789012:role/node",
    context: { "iam:PassedToService": "ec2.amazonaws.com", "iam:AssociatedResourceArn": arn("instance/*") },
};

describe("what AWS asks about a request to EC2", () => {
    it("that describes: the action, on nothing in particular", async () => {
        deepEqual(await ec2({ Action: "DescribeInstances" }), [
            { action: "ec2:DescribeInstances", resource: "*", context: {} },
        ]);
    });

    it("that makes a launch template: the template and its tags, and nothing that it names", async () => {
        const tags = tagFields({ "launch-template": owned });
        const context = of(["kubernetes.io/cluster/one", "owned"]);
        const data = { "LaunchTemplateData.TagSpecification.1.ResourceType": "instance" };
        deepEqual(await ec2({ Action: "CreateLaunchTemplate", LaunchTemplateName: "new", ...tags, ...data }), [
            { action: "ec2:CreateLaunchTemplate", resource: arn("launch-template/*"), context },
            {
                action: "ec2:CreateTags",
                resource: arn("launch-template/*"),
                context: { ...context, "ec2:CreateAction": "CreateLaunchTemplate" },
            },
        ]);
    });

    it("that deletes a launch template, by name or id: that one, with its tags", async () => {
        const question = {
            action: "ec2:DeleteLaunchTemplate",
            resource: arn("launch-template/lt-1"),
            context: has(owned),
        };
        deepEqual(await ec2({ Action: "DeleteLaunchTemplate", LaunchTemplateName: "template" }), [question]);
        deepEqual(await ec2({ Action: "DeleteLaunchTemplate", LaunchTemplateId: "lt-1" }), [question]);
    });

    it("that deletes a launch template which is gone: nothing, for EC2 says that first", async () => {
        deepEqual(await ec2({ Action: "DeleteLaunchTemplate", LaunchTemplateName: "none" }), []);
    });

    it("that runs instances from a launch template: what both name, what is made and tagged, and the role", async () => {
        const question = (resource: string, context: object = {}) => ({
            action: "ec2:RunInstances",
            resource,
            context,
        });
        const tagged = (type: string, context: object) => ({
            action: "ec2:CreateTags",
            resource: arn(`${type}/*`),
            context: { ...context, "ec2:CreateAction": "RunInstances" },
        });
        deepEqual(
            await ec2({
                Action: "RunInstances",
                DryRun: "true",
                "LaunchTemplate.LaunchTemplateName": "template",
                "LaunchTemplate.Version": "$Latest",
                "NetworkInterface.1.SubnetId": "subnet-1",
                ...tagFields({ instance: { a: "1" } }),
            }),
            [
                question(arn("launch-template/lt-1"), has(owned)),
                question(`arn:aws:ec2:${region}::image/ami-1`),
                question(arn("security-group/sg-1"), has({ team: "network" })),
                question(arn("subnet/subnet-1")),
                question(arn("instance/*"), of(["a", "1"])),
                question(arn("volume/*")),
                question(arn("network-interface/*"), of(["of", "template"])),
                tagged("instance", of(["a", "1"])),
                tagged("network-interface", of(["of", "template"])),
                pass,
            ],
        );
    });

    const fleet = {
        Action: "CreateFleet",
        Type: "instant",
        "LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName": "template",
        "LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version": "$Latest",
        "LaunchTemplateConfigs.1.Overrides.1.SubnetId": "subnet-1",
        "LaunchTemplateConfigs.1.Overrides.1.ImageId": "ami-2",
        "LaunchTemplateConfigs.1.Overrides.2.SubnetId": "subnet-2",
        "LaunchTemplateConfigs.1.Overrides.2.ImageId": "ami-2",
        "TargetCapacitySpecification.DefaultTargetCapacityType": "spot",
        ...tagFields({ instance: { a: "1" }, volume: { b: "2" }, fleet: { c: "3" } }),
    };
    const creation = [
        ["fleet/*", of(["c", "3"])],
        ["launch-template/lt-1", has(owned)],
        ["image/ami-2", {}],
        ["subnet/subnet-1", {}],
        ["subnet/subnet-2", {}],
        ["instance/*", of(["a", "1"])],
        ["volume/*", of(["b", "2"])],
    ].map(([resource, context]) => ({
        action: "ec2:CreateFleet",
        resource: arn(String(resource)).replace(/:\d+:image/, "::image"),
        context,
    }));
    const tagging = {
        action: "ec2:CreateTags",
        resource: arn("fleet/*"),
        context: { ...of(["c", "3"]), "ec2:CreateAction": "CreateFleet" },
    };

    it("that only tries to make a fleet: the fleet, and what it would launch from", async () => {
        deepEqual(await ec2({ ...fleet, DryRun: "true" }), [...creation, tagging]);
    });

    it("that makes a fleet: that and all that its launch takes, each once, which may fail by itself", async () => {
        const questions = await ec2(fleet);
        deepEqual(questions.slice(0, 8), [...creation, tagging]);
        const launching = questions.slice(8);
        deepEqual(
            launching.map(({ inFleet }) => inFleet),
            launching.map(() => true),
        );
        deepEqual(
            launching.map(({ action, resource }) => `${action} ${resource.split(":").at(-1)}`),
            [
                "ec2:RunInstances launch-template/lt-1",
                "ec2:RunInstances security-group/sg-1",
                "ec2:RunInstances image/ami-2",
                "ec2:RunInstances subnet/subnet-1",
                "ec2:RunInstances subnet/subnet-2",
                "ec2:RunInstances instance/*",
                "ec2:RunInstances volume/*",
                "ec2:RunInstances network-interface/*",
                "ec2:RunInstances spot-instances-request/*",
                "ec2:CreateTags instance/*",
                "ec2:CreateTags volume/*",
                "ec2:CreateTags network-interface/*",
                "iam:PassRole role/node",
            ],
        );
    });

    it("that makes a fleet from several launch templates: all that any of them takes", async () => {
        const more = { "LaunchTemplateConfigs.2.LaunchTemplateSpecification.LaunchTemplateName": "other" };
        const one = await ec2(fleet);
        const both = await ec2({ ...fleet, ...more });
        const added = both.filter(question => !one.some(other => isDeepStrictEqual(other, question)));
        deepEqual(
            added.map(({ action, resource }) => `${action} ${resource.split(":").at(-1)}`),
            [
                "ec2:CreateFleet launch-template/lt-2",
                "ec2:RunInstances launch-template/lt-2",
                "ec2:RunInstances network-interface/*",
                "iam:PassRole role/admin",
            ],
        );
    });

    it("that tags: each resource, with the tags that it has and those that it would get", async () => {
        deepEqual(
            await ec2({
                Action: "CreateTags",
                "ResourceId.1": "i-1",
                "ResourceId.2": "vol-1",
                "Tag.1.Key": "Name",
                "Tag.1.Value": "b",
            }),
            [
                {
                    action: "ec2:CreateTags",
                    resource: arn("instance/i-1"),
                    context: { ...has({ ...owned, Name: "a" }), ...of(["Name", "b"]) },
                },
                { action: "ec2:CreateTags", resource: arn("volume/vol-1"), context: of(["Name", "b"]) },
            ],
        );
    });

    it("that ends instances: each, with its tags", async () => {
        deepEqual(await ec2({ Action: "TerminateInstances", "InstanceId.1": "i-1", "InstanceId.2": "i-2" }), [
            {
                action: "ec2:TerminateInstances",
                resource: arn("instance/i-1"),
                context: has({ ...owned, Name: "a" }),
            },
            { action: "ec2:TerminateInstances", resource: arn("instance/i-2"), context: {} },
        ]);
    });

    it("that the lab does not know: that is said", async () => {
        await rejects(ec2({ Action: "CreateVpc" }), /the lab does not know what AWS asks about ec2:CreateVpc/);
    });
});
