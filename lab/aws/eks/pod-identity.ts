import { randomBytes } from "node:crypto";
import type { Handlers } from "../gateway/gateway.ts";
import { arnOf } from "../partition.ts";
import { clusterNamed } from "./clusters.ts";
import { inUse, invalidParameter, notFound } from "./errors.ts";
import type { Clusters, EksCluster } from "./registry.ts";

/** A Pod Identity association: the IAM role of a service account. */
export interface PodIdentityAssociation {
    clusterName: string;
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    associationArn: string;
    associationId: string;
    tags: Record<string, string>;
    createdAt: number;
    modifiedAt: number;
    disableSessionTags: boolean;
}

/** Pod Identity associations of all clusters. */
export class PodIdentityAssociations {
    readonly handlers: Handlers;
    private readonly clusters: Clusters;
    private readonly kept = new Map<string, PodIdentityAssociation>();

    constructor(clusters: Clusters) {
        this.clusters = clusters;
        this.handlers = {
            "eks:CreatePodIdentityAssociation": ({ region, parameters }) => ({
                association: this.create(this.cluster(region, parameters), parameters),
            }),
            "eks:DescribePodIdentityAssociation": ({ region, parameters }) => ({
                association: this.find(this.cluster(region, parameters), parameters),
            }),
            "eks:UpdatePodIdentityAssociation": ({ region, parameters }) => ({
                association: this.update(this.find(this.cluster(region, parameters), parameters), parameters),
            }),
            "eks:DeletePodIdentityAssociation": ({ region, parameters }) => {
                const association = this.find(this.cluster(region, parameters), parameters);
                this.kept.delete(association.associationArn);
                return { association };
            },
            "eks:ListPodIdentityAssociations": ({ region, parameters }) => ({
                associations: this.of(this.cluster(region, parameters))
                    .filter(one => [one.namespace, undefined].includes(parameters.namespace))
                    .filter(one => [one.serviceAccount, undefined].includes(parameters.serviceAccount))
                    .map(summary),
            }),
        };
    }

    /** Associations of a cluster, by namespace and service account. */
    of(cluster: Pick<EksCluster, "name" | "region">): PodIdentityAssociation[] {
        const name = (one: PodIdentityAssociation) => `${one.namespace}/${one.serviceAccount}`;
        return [...this.kept.values()]
            .filter(({ associationArn }) => associationArn.startsWith(associationArnOf(cluster, "")))
            .sort((a, b) => (name(a) < name(b) ? -1 : 1));
    }

    create(cluster: EksCluster, parameters: Record<string, any>): PodIdentityAssociation {
        const { namespace, serviceAccount, roleArn, tags = {}, disableSessionTags = false } = parameters;
        for (const [name, value] of Object.entries({ namespace, serviceAccount, roleArn }))
            if (!value) throw invalidParameter(`${name} must not be empty.`);
        const same = this.of(cluster).find(one => one.namespace === namespace && one.serviceAccount === serviceAccount);
        if (same) throw inUse(`Association already exists: ${same.associationId}`);
        const associationId = `a-${randomBytes(12).toString("hex").slice(0, 17)}`;
        const now = Date.now() / 1000;
        const association = {
            clusterName: cluster.name,
            namespace,
            serviceAccount,
            roleArn,
            associationArn: associationArnOf(cluster, associationId),
            associationId,
            tags,
            createdAt: now,
            modifiedAt: now,
            disableSessionTags,
        };
        this.kept.set(association.associationArn, association);
        return association;
    }

    remove(associationArn: string): void {
        this.kept.delete(associationArn);
    }

    /** A taggable resource by its ARN. */
    byArn(arn: string): { tags: Record<string, string> } | undefined {
        return this.kept.get(arn);
    }

    /** Removes a deleted cluster's associations. */
    forget(cluster: Pick<EksCluster, "name" | "region">): void {
        for (const one of this.of(cluster)) this.kept.delete(one.associationArn);
    }

    private cluster(region: string, { clusterName }: Record<string, any>): EksCluster {
        return clusterNamed(this.clusters, clusterName, region);
    }

    private find(cluster: EksCluster, { associationId }: Record<string, any>): PodIdentityAssociation {
        const association = this.of(cluster).find(one => one.associationId === associationId);
        if (!association)
            throw notFound(`No association found for association id ${associationId} in cluster ${cluster.name}`);
        return association;
    }

    private update(association: PodIdentityAssociation, parameters: Record<string, any>): PodIdentityAssociation {
        association.roleArn = parameters.roleArn ?? association.roleArn;
        association.disableSessionTags = parameters.disableSessionTags ?? association.disableSessionTags;
        association.modifiedAt = Date.now() / 1000;
        return association;
    }
}

const associationArnOf = ({ name, region }: Pick<EksCluster, "name" | "region">, id: string): string =>
    arnOf(region, "eks", `podidentityassociation/${name}/${id}`);

const summary = ({
    clusterName,
    namespace,
    serviceAccount,
    associationArn,
    associationId,
}: PodIdentityAssociation) => ({
    clusterName,
    namespace,
    serviceAccount,
    associationArn,
    associationId,
});
