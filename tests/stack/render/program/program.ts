import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

/** A resource of any type. What it is told to have is its outputs. */
class Any extends pulumi.CustomResource {
    declare readonly arn: pulumi.Output<string>;
    declare readonly hiddenInput: pulumi.Output<string>;
}

class Group extends pulumi.ComponentResource {}

/** As the component has it where others install Karpenter. */
class Karpenter extends pulumi.ComponentResource {
    constructor(name: string, outputs: pulumi.Inputs) {
        super("eks-karpenter:index:Karpenter", name);
        this.registerOutputs(outputs);
    }
}

class Code extends pulumi.dynamic.Resource {
    constructor(name: string, opts: pulumi.CustomResourceOptions) {
        super({ create: async () => ({ id: name }) }, name, {}, opts);
    }
}

class Provider extends pulumi.ProviderResource {}

const call = (token: string, args = {}) => pulumi.runtime.invoke(token, args);

function whole() {
    const provider = new Provider("kubernetes", "cluster", { kubeconfig: pulumi.secret("SECRET-kubeconfig") });
    const group = new Group("small:index:Group", "group", {}, { providers: { kubernetes: provider }, protect: true });
    const inner = new Group("small:index:Inner", "inner", {}, { parent: group });
    const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const role = new Any(
        "aws:iam/role:Role",
        "role",
        {
            arn: undefined,
            hidden: undefined,
            name: "same",
            path: "/x/",
            assumeRolePolicy,
            hiddenInput: "SECRET-marked",
        },
        { parent: inner, protect: false, additionalSecretOutputs: ["hiddenInput"], aliases: [{ name: "old" }] },
    );
    new Any("aws:x/y:Z", "told", { secret: role.hiddenInput });
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: role.arn }] };
    new Any("aws:iam/policy:Policy", "policy", { name: "same", policy: pulumi.jsonStringify(policy) });
    new Any(
        "kubernetes:core/v1:ConfigMap",
        "map",
        {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: {
                name: "../map",
                annotations: { "pulumi.com/skipAwait": "true", "pulumi.com/x": "y" },
                labels: { "a/b": "on" },
            },
            data: {
                password: config.requireSecret("password"),
                from: config.requireObject<any>("group").from,
                time: "12:30",
            },
        },
        { parent: group, dependsOn: inner, customTimeouts: { delete: "5m" }, retainOnDelete: true },
    );
    new Any("kubernetes:helm.sh/v3:Release", "release", {
        name: "chart",
        values: { deep: { value: pulumi.secret("SECRET-value") } },
    });
    new Code("code", { parent: group });
    new Any("aws:x/y:Z", "unknown", { of: new Any("aws:x/y:Z", "unanswered", { arn: undefined }).arn });
    const requirements = [{ key: "node.kubernetes.io/instance-type", operator: "In", values: ["m5.large"] }];
    const spec = { template: { spec: { requirements } } };
    new Karpenter("karpenter", {
        helmValues: { replicas: 2 },
        manifests: [{ kind: "NodePool", apiVersion: "karpenter.sh/v1", metadata: { name: "left" }, spec }],
    });
    pulumi.log.warn("a thing: is odd");
    pulumi.log.info("nobody needs this");
}

const modes: Record<string, () => unknown> = {
    whole,
    settings: () => {
        throw new pulumi.RunError("small:mode: wrong\nsmall:group: wrong too");
    },
    refused: () => {
        const group = new Group("small:index:Group", "group");
        pulumi.output(group.urn).apply(() => {
            throw new pulumi.ResourceError("the component refuses", group, true);
        });
    },
    question: () => call("aws:ec2/getMoon:getMoon"),
    twice: () => [new Group("small:index:Group", "group"), new Group("small:index:Group", "group")],
    lacking: () => new Any("aws:eks/addon:Addon", "dns", { addonName: "dns", clusterName: pulumi.output(undefined) }),
    stuck: () => new Promise(() => {}),
    logged: () => pulumi.log.error("it is an error"),
};

export default async () => {
    await modes[config.require("mode")]!();
};
