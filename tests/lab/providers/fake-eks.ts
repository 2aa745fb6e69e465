import { EKSClient } from "@aws-sdk/client-eks";
import type { Properties } from "../../../lab/providers/plugin.ts";

/** An EKS in memory, in which everything takes until it is asked about the second time. */
export class FakeEks extends EKSClient {
    /** Calls that change something. */
    readonly sent: [action: string, input: Properties][] = [];
    /** The health of resources that are created from now on, which fail. */
    issue: { code: string; message: string } | undefined;
    private readonly kept = new Map<string, Properties>();
    private readonly updates = new Map<string, { id: string; status: string; apply(): void; errors?: unknown[] }>();
    private readonly versions: Properties[];

    constructor(versions: Properties[] = []) {
        super({ region: "us-west-2" });
        this.versions = versions;
    }

    override async send(command: any): Promise<any> {
        const action: string = command.constructor.name.replace(/Command$/, "");
        const input = JSON.parse(JSON.stringify(command.input));
        if (!/^(Describe|List)/.test(action)) this.sent.push([action, input]);
        return this.answer(action, input);
    }

    /** The calls since the last time. */
    taken(): [string, Properties][] {
        return this.sent.splice(0);
    }

    private answer(action: string, input: Properties): unknown {
        const kind = action.replace(/^(Create|Describe|Delete|Update)|Config$|Version$/g, "");
        switch (action) {
            case "CreateCluster":
                return this.create(kind, input, clusterOf(input));
            case "CreateNodegroup":
                return this.create(kind, input, nodegroupOf(input));
            case "CreateFargateProfile":
                return this.create(kind, input, { ...input, fargateProfileArn: arnOf(kind, input) });
            case "CreateAddon":
                return this.create(kind, input, addonOf(input));
            case "DescribeCluster":
            case "DescribeNodegroup":
            case "DescribeFargateProfile":
            case "DescribeAddon":
                return this.describe(kind, input);
            case "DeleteCluster":
            case "DeleteNodegroup":
            case "DeleteFargateProfile":
            case "DeleteAddon":
                this.find(kind, input).status = "DELETING";
                return {};
            case "UpdateClusterVersion":
                return this.update(kind, input, cluster => (cluster.version = input.version));
            case "UpdateClusterConfig":
                return this.update(kind, input, cluster => configure(cluster, input));
            case "AssociateEncryptionConfig":
                return this.update("Cluster", { name: input.clusterName }, cluster => {
                    cluster.encryptionConfig = input.encryptionConfig;
                });
            case "UpdateNodegroupVersion":
            case "UpdateNodegroupConfig":
                return this.update(kind, input, group => changeGroup(group, input));
            case "UpdateAddon":
                return this.update(kind, input, addon => Object.assign(addon, addonOf({ ...addon, ...input })));
            case "DescribeUpdate":
                return this.describeUpdate(input);
            case "DescribePodIdentityAssociation": {
                const [serviceAccount, roleArn] = Buffer.from(input.associationId, "base64url").toString().split(" ");
                return { association: { serviceAccount, roleArn } };
            }
            case "AssociateAccessPolicy": {
                const { policyArn, accessScope } = input;
                const associated = { policyArn, accessScope: { namespaces: [], ...accessScope } };
                this.kept.set(keyOf("AccessPolicy", input), { ...associated, associatedAt: then, modifiedAt: then });
                return {};
            }
            case "ListAssociatedAccessPolicies": {
                const found = [...this.kept].filter(([key]) => key.startsWith(keyOf("AccessPolicy", input)));
                return { associatedAccessPolicies: found.map(([, association]) => association) };
            }
            case "DisassociateAccessPolicy":
                this.kept.delete(keyOf("AccessPolicy", input));
                return {};
            case "TagResource":
                Object.assign(this.byArn(input.resourceArn).tags, input.tags);
                return {};
            case "UntagResource":
                for (const key of input.tagKeys) delete this.byArn(input.resourceArn).tags[key];
                return {};
            case "DescribeAddonVersions":
                return { addons: [{ addonName: input.addonName, addonVersions: this.versions }] };
        }
        throw new Error(`no answer to ${action}`);
    }

    private create(kind: string, input: Properties, resource: Properties) {
        const health = this.issue && { issues: [this.issue] };
        this.kept.set(keyOf(kind, input), { tags: {}, ...resource, status: "CREATING", createdAt: then, health });
        return {};
    }

    private find(kind: string, input: Properties): Properties {
        const found = this.kept.get(keyOf(kind, input));
        if (!found) throw Object.assign(new Error(`no ${kind}`), { name: "ResourceNotFoundException" });
        return found;
    }

    private byArn(arn: string): Properties {
        return [...this.kept.values()].find(one => Object.values(one).includes(arn))!;
    }

    private describe(kind: string, input: Properties) {
        const resource = this.find(kind, input);
        const told = structuredClone(resource);
        if (resource.status === "CREATING") resource.status = resource.health ? "CREATE_FAILED" : "ACTIVE";
        if (resource.status === "DELETING") this.kept.delete(keyOf(kind, input));
        return { [kind[0]!.toLowerCase() + kind.slice(1)]: told };
    }

    private update(kind: string, input: Properties, apply: (resource: Properties) => unknown) {
        const resource = this.find(kind, input);
        const id = `update-${this.updates.size}`;
        const errors = this.issue && [{ errorCode: this.issue.code, errorMessage: this.issue.message }];
        this.updates.set(id, { id, status: "InProgress", errors, apply: () => apply(resource) });
        return { update: { id, status: "InProgress" } };
    }

    private describeUpdate({ updateId }: Properties) {
        const update = this.updates.get(updateId)!;
        const { id, status, errors } = update;
        if (status === "InProgress") {
            update.status = errors ? "Failed" : "Successful";
            if (!errors) update.apply();
        }
        return { update: { id, status, errors } };
    }
}

const then = new Date("2026-01-02T03:04:05Z");
const names = ["name", "clusterName", "nodegroupName", "fargateProfileName", "addonName", "principalArn", "policyArn"];

const keyOf = (kind: string, input: Properties): string =>
    [kind, ...names.filter(name => name in input).map(name => input[name])].join(" ");

export const arnOf = (kind: string, input: Properties): string =>
    `arn:${"aws"}:eks:us-west-2:123456789012:${keyOf(kind.toLowerCase(), input).replaceAll(" ", "/")}`;

const clusterOf = ({ resourcesVpcConfig, logging, accessConfig, ...input }: Properties): Properties => ({
    version: "1.36",
    deletionProtection: false,
    upgradePolicy: { supportType: "EXTENDED" },
    kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "10.100.0.0/16" },
    ...input,
    arn: arnOf("cluster", input),
    accessConfig: { authenticationMode: accessConfig?.authenticationMode ?? "CONFIG_MAP" },
    logging: { clusterLogging: logging?.clusterLogging ?? [] },
    resourcesVpcConfig: {
        securityGroupIds: [],
        publicAccessCidrs: ["0.0.0.0/0"],
        ...resourcesVpcConfig,
        clusterSecurityGroupId: "sg-cluster",
        vpcId: "vpc-1",
    },
    certificateAuthority: { data: "Q0E=" },
    identity: { oidc: { issuer: "https://oidc.example.com/id/ONE" } },
    endpoint: "https://one.example.com",
    platformVersion: "eks.1",
});

function configure(cluster: Properties, { name: _, resourcesVpcConfig, logging, ...others }: Properties): void {
    Object.assign(cluster, others);
    Object.assign(cluster.resourcesVpcConfig, resourcesVpcConfig);
    if (logging) cluster.logging = logging;
}

const nodegroupOf = (input: Properties): Properties => ({
    amiType: "AL2023_x86_64_STANDARD",
    capacityType: "ON_DEMAND",
    updateConfig: { maxUnavailable: 1 },
    releaseVersion: "1.35.0-20260101",
    ...input,
    nodegroupArn: arnOf("nodegroup", input),
    launchTemplate: input.launchTemplate && { name: "system", ...input.launchTemplate },
    resources: { autoScalingGroups: [{ name: "eks-system" }] },
});

function changeGroup(group: Properties, { labels, taints, ...others }: Properties): void {
    Object.assign(group, others);
    const { removeLabels = [], addOrUpdateLabels = {} } = labels ?? {};
    for (const label of removeLabels) delete group.labels[label];
    group.labels = { ...group.labels, ...addOrUpdateLabels };
    const { removeTaints = [], addOrUpdateTaints = [] } = taints ?? {};
    const changed = [...removeTaints, ...addOrUpdateTaints].map(taint => taint.key + taint.effect);
    const kept = (group.taints ?? []).filter((taint: Properties) => !changed.includes(taint.key + taint.effect));
    group.taints = [...kept, ...addOrUpdateTaints];
}

/** Ids of associations hold the associations. */
const addonOf = ({ podIdentityAssociations = [], ...input }: Properties): Properties => ({
    addonVersion: "v1.0.0-eksbuild.1",
    modifiedAt: then,
    ...input,
    addonArn: arnOf("addon", input),
    podIdentityAssociations: podIdentityAssociations.map((one: any) =>
        typeof one === "string"
            ? one
            : `association/one/${Buffer.from(`${one.serviceAccount} ${one.roleArn}`).toString("base64url")}`,
    ),
});
