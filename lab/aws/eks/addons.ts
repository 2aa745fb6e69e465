import type { Handlers } from "../gateway/gateway.ts";
import { arnOf } from "../partition.ts";
import { addonNames, describeVersions, namespaceOf, versionsFor } from "./addon-versions.ts";
import { activePlane } from "./cluster-lifecycle.ts";
import { clusterNamed } from "./clusters.ts";
import { inUse, invalidParameter, notFound } from "./errors.ts";
import type { EksParts } from "./parts.ts";
import { Records } from "./records.ts";
import type { EksCluster } from "./registry.ts";
import type { Update } from "./updates.ts";
import { versions } from "./versions.ts";

/** An add-on: https://docs.aws.amazon.com/eks/latest/APIReference/API_Addon.html */
export interface Addon {
    addonName: string;
    clusterName: string;
    status: "ACTIVE" | "CREATING" | "UPDATING" | "DELETING";
    addonVersion: string;
    health: { issues: object[] };
    addonArn: string;
    createdAt?: number;
    modifiedAt?: number;
    serviceAccountRoleArn?: string;
    tags: Record<string, string>;
    configurationValues?: string;
    podIdentityAssociations?: string[];
    namespaceConfig?: { namespace: string };
}

/** The add-on by which pods get the keys of Pod Identity associations. */
const agent = "eks-pod-identity-agent";

/** Add-ons of all clusters. They are records, and active at once. */
export class Addons {
    readonly handlers: Handlers;
    readonly records = new Records<Addon>("addon");
    private readonly eks: EksParts;

    constructor(eks: EksParts) {
        this.eks = eks;
        const cluster = (region: string, parameters: Record<string, any>) =>
            clusterNamed(eks.clusters, parameters.clusterName, region);
        this.handlers = {
            "eks:ListAddons": ({ region, parameters }) => ({
                addons: Object.keys(this.of(cluster(region, parameters))),
            }),
            "eks:DescribeAddon": ({ region, parameters }) => ({
                addon: this.find(cluster(region, parameters), parameters),
            }),
            "eks:CreateAddon": ({ region, parameters }) => ({
                addon: this.create(cluster(region, parameters), parameters),
            }),
            "eks:UpdateAddon": ({ region, parameters }) => ({
                update: this.update(cluster(region, parameters), parameters),
            }),
            "eks:DeleteAddon": ({ region, parameters }) => ({
                addon: this.delete(cluster(region, parameters), parameters),
            }),
            "eks:DescribeAddonVersions": ({ parameters }) => ({ addons: describeVersions(parameters) }),
        };
    }

    /** Whether the pods of a cluster get the keys of Pod Identity associations. */
    hasAgent(cluster: EksCluster): boolean {
        return agent in this.of(cluster);
    }

    /** Add-ons by name. A cluster that `CreateCluster` did not make has the Pod Identity agent. */
    private of(cluster: EksCluster): Record<string, Addon> {
        return cluster.created ? this.records.of(cluster) : { [agent]: installed(cluster) };
    }

    private find(cluster: EksCluster, { addonName }: Record<string, any>): Addon {
        const addon = this.of(cluster)[addonName];
        if (!addon) throw notFound(`No addon: ${addonName} found in cluster: ${cluster.name}`);
        return addon;
    }

    private create(cluster: EksCluster, parameters: Record<string, any>): Addon {
        activePlane(cluster);
        const { addonName, addonVersion, configurationValues, serviceAccountRoleArn, tags = {} } = parameters;
        if (!addonNames.includes(addonName)) throw invalidParameter(`Addon ${addonName} specified is not supported`);
        if (this.of(cluster)[addonName]) throw inUse("Addon already exists.");
        const now = Date.now() / 1000;
        const addon: Addon = {
            addonName,
            clusterName: cluster.name,
            status: "ACTIVE",
            addonVersion: versionOf(cluster, addonName, addonVersion),
            health: { issues: [] },
            addonArn: this.records.arn(cluster, addonName),
            createdAt: now,
            modifiedAt: now,
            serviceAccountRoleArn,
            tags,
            configurationValues,
            namespaceConfig: { namespace: namespaceOf(addonName) },
        };
        this.associate(cluster, addon, parameters.podIdentityAssociations);
        this.records.add(addon.addonArn, addon);
        return { ...addon, status: "CREATING" };
    }

    private update(cluster: EksCluster, parameters: Record<string, any>): Update {
        activePlane(cluster);
        const addon = this.find(cluster, parameters);
        const { addonName, addonVersion, configurationValues, serviceAccountRoleArn, resolveConflicts } = parameters;
        const { podIdentityAssociations } = parameters;
        addon.addonVersion = versionOf(cluster, addonName, addonVersion ?? addon.addonVersion);
        addon.configurationValues = configurationValues ?? addon.configurationValues;
        addon.serviceAccountRoleArn = serviceAccountRoleArn;
        this.associate(cluster, addon, podIdentityAssociations);
        addon.modifiedAt = Date.now() / 1000;
        return this.eks.updates.done(cluster, { addonName }, "AddonUpdate", {
            AddonVersion: addonVersion,
            ServiceAccountRoleArn: serviceAccountRoleArn,
            ResolveConflicts: resolveConflicts,
            ConfigurationValues: configurationValues,
            PodIdentityAssociations: podIdentityAssociations,
        });
    }

    private delete(cluster: EksCluster, parameters: Record<string, any>): Addon {
        activePlane(cluster);
        const addon = this.find(cluster, parameters);
        this.associate(cluster, addon, []);
        this.records.remove(addon);
        return { ...addon, status: "DELETING" };
    }

    /** Replaces the Pod Identity associations that an add-on owns. */
    private associate(cluster: EksCluster, addon: Addon, wanted?: Record<string, any>[]): void {
        if (!wanted) return;
        const { associations } = this.eks;
        for (const arn of addon.podIdentityAssociations ?? []) associations.remove(arn);
        const namespace = namespaceOf(addon.addonName);
        addon.podIdentityAssociations = wanted.map(
            ({ serviceAccount, roleArn }) =>
                associations.create(cluster, { namespace, serviceAccount, roleArn }).associationArn,
        );
    }
}

/** A supported version, or the default one of the cluster's Kubernetes version. */
function versionOf({ version }: EksCluster, addonName: string, addonVersion?: string): string {
    if (!addonVersion) return versionsFor(addonName, version)[0]!;
    // kube-proxy may be older than the cluster.
    if (!versions.some(one => versionsFor(addonName, one).includes(addonVersion)))
        throw invalidParameter(`Addon version specified is not supported: ${addonVersion}`);
    return addonVersion;
}

const installed = ({ name, region }: EksCluster): Addon => ({
    addonName: agent,
    clusterName: name,
    status: "ACTIVE",
    addonVersion: "v1.3.10-eksbuild.1",
    health: { issues: [] },
    addonArn: arnOf(region, "eks", `addon/${name}/${agent}/00000000-0000-0000-0000-000000000000`),
    tags: {},
});
