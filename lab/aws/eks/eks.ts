import type { Handlers } from "../gateway/gateway.ts";
import type { Iam } from "../iam/iam.ts";
import type { Inventory } from "../inventory/inventory.ts";
import { partitionOf } from "../partition.ts";
import { AccessEntries, type AccessEntry } from "./access-entries.ts";
import { AccessPolicies } from "./access-policies.ts";
import { Addons } from "./addons.ts";
import { ClusterLifecycle } from "./cluster-lifecycle.ts";
import { clusterUpdateHandlers } from "./cluster-updates.ts";
import { clusterHandlers } from "./clusters.ts";
import { FargateProfiles } from "./fargate-profiles.ts";
import { eksInventory } from "./inventory.ts";
import { Jobs } from "./jobs.ts";
import { NodeGroups } from "./node-groups.ts";
import type { EksParts } from "./parts.ts";
import { PodIdentityAssociations } from "./pod-identity.ts";
import { Clusters, type EksCluster } from "./registry.ts";
import { tagHandlers } from "./tags.ts";
import { Updates } from "./updates.ts";

/** EKS, implemented whole in the gateway: moto's lacks most of the parts that Karpenter requires. */
export class Eks implements EksParts {
    readonly endpoint: string;
    readonly iam: Iam;
    readonly recommendedImage: EksParts["recommendedImage"];
    readonly instancesChanged: EksParts["instancesChanged"];
    readonly jobs = new Jobs();
    readonly clusters = new Clusters();
    readonly accessEntries: AccessEntries;
    readonly associations = new PodIdentityAssociations(this.clusters);
    readonly updates = new Updates(this.clusters);
    readonly addons: Addons;
    readonly lifecycle: ClusterLifecycle;
    readonly handlers: Handlers;
    private readonly policies: AccessPolicies;
    private readonly nodeGroups: NodeGroups;
    private readonly fargateProfiles: FargateProfiles;

    constructor(parts: Pick<EksParts, "endpoint" | "iam" | "recommendedImage" | "instancesChanged">) {
        this.endpoint = parts.endpoint;
        this.iam = parts.iam;
        this.recommendedImage = parts.recommendedImage;
        this.instancesChanged = parts.instancesChanged;
        this.accessEntries = new AccessEntries(this.clusters, parts.iam);
        this.policies = new AccessPolicies(this.accessEntries);
        this.addons = new Addons(this);
        this.lifecycle = new ClusterLifecycle(this);
        this.nodeGroups = new NodeGroups(this);
        this.fargateProfiles = new FargateProfiles(this);
        this.handlers = {
            ...clusterHandlers(this.clusters),
            ...this.lifecycle.handlers,
            ...clusterUpdateHandlers(this),
            ...this.updates.handlers,
            ...this.accessEntries.handlers,
            ...this.policies.handlers,
            ...this.associations.handlers,
            ...this.addons.handlers,
            ...this.nodeGroups.handlers,
            ...this.fargateProfiles.handlers,
            ...tagHandlers(
                arn => this.clusters.byArn(arn)?.created,
                arn => this.accessEntries.byArn(arn),
                arn => this.associations.byArn(arn),
                arn => this.addons.records.byArn(arn),
                arn => this.nodeGroups.records.byArn(arn),
                arn => this.fargateProfiles.records.byArn(arn),
            ),
        };
    }

    /** Access entries of a cluster with their cluster-wide policies. */
    entries(cluster: Pick<EksCluster, "name" | "region">): AccessEntry[] {
        return this.accessEntries.of(cluster).map(entry => ({
            ...entry,
            clusterPolicies: this.policies
                .of(entry.accessEntryArn)
                .filter(({ accessScope }) => accessScope.type === "cluster")
                .map(({ policyArn }) => policyArn),
        }));
    }

    attached(cluster: EksCluster): string[] {
        const kinds = { nodegroups: this.nodeGroups.records, "Fargate profiles": this.fargateProfiles.records };
        return Object.entries(kinds).flatMap(([kind, records]) =>
            Object.keys(records.of(cluster)).length > 0 ? [kind] : [],
        );
    }

    async admitCreator(cluster: EksCluster, principalArn: string): Promise<void> {
        const { accessEntryArn } = await this.accessEntries.create(cluster, { principalArn });
        const policyArn = `arn:${partitionOf(cluster.region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
        this.policies.associate(accessEntryArn, policyArn, { type: "cluster" });
    }

    remove(name: string, region: string): void {
        this.clusters.remove(name, region);
        for (const part of [this.accessEntries, this.associations, this.updates, this.addons.records])
            part.forget({ name, region });
    }

    inventory(region: string): Inventory {
        return eksInventory(this.clusters.in(region), {
            entries: cluster => this.entries(cluster),
            associations: cluster => this.associations.of(cluster),
            addons: cluster => this.addons.records.of(cluster),
            nodeGroups: cluster => this.nodeGroups.records.of(cluster),
            fargateProfiles: cluster => this.fargateProfiles.records.of(cluster),
        });
    }

    /** Stops all control planes that `CreateCluster` started, and waits for EKS's work. */
    async stop(): Promise<void> {
        const planes = () => this.clusters.every().flatMap(({ created }) => created?.plane ?? []);
        const stopped = planes();
        await Promise.all(stopped.map(plane => plane.stop()));
        await this.jobs.settled();
        await Promise.all(
            planes()
                .filter(plane => !stopped.includes(plane))
                .map(plane => plane.stop()),
        );
    }
}
