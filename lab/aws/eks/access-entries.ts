import { randomUUID } from "node:crypto";
import type { Handlers } from "../gateway/gateway.ts";
import type { Iam } from "../iam/iam.ts";
import { accountId, arnOf, partitionOfArn } from "../partition.ts";
import { clusterNamed } from "./clusters.ts";
import { inUse, invalidParameter, invalidRequest, notFound } from "./errors.ts";
import type { Clusters, EksCluster } from "./registry.ts";

/** An access entry: a principal with its Kubernetes user and groups. */
export interface AccessEntry {
    principalArn: string;
    type: string;
    username: string;
    kubernetesGroups: string[];
    tags: Record<string, string>;
    /** ARNs of the access policies for the whole cluster. */
    clusterPolicies?: string[];
}

interface Kept extends AccessEntry {
    clusterName: string;
    accessEntryArn: string;
    createdAt: number;
    modifiedAt: number;
}

/**
 * User names and groups by type of access entry:
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html, "username" and "type"
 */
const fixed: Record<string, Pick<AccessEntry, "username" | "kubernetesGroups">> = {
    EC2_LINUX: { username: "system:node:{{EC2PrivateDNSName}}", kubernetesGroups: ["system:nodes"] },
    EC2_WINDOWS: {
        username: "system:node:{{EC2PrivateDNSName}}",
        kubernetesGroups: ["eks:kube-proxy-windows", "system:nodes"],
    },
    FARGATE_LINUX: {
        username: "system:node:{{SessionName}}",
        kubernetesGroups: ["system:bootstrappers", "system:nodes", "system:node-proxier"],
    },
    HYBRID_LINUX: { username: "system:node:{{SessionName}}", kubernetesGroups: ["system:nodes"] },
    EC2: { username: "system:node:{{EC2PrivateDNSName}}", kubernetesGroups: ["system:nodes"] },
};

/** Access entries of all clusters. */
export class AccessEntries {
    readonly handlers: Handlers;
    private readonly clusters: Clusters;
    private readonly iam: Iam;
    private readonly kept = new Map<string, Kept>();

    constructor(clusters: Clusters, iam: Iam) {
        this.clusters = clusters;
        this.iam = iam;
        this.handlers = {
            "eks:CreateAccessEntry": async ({ region, parameters }) => ({
                accessEntry: await this.create(this.cluster(region, parameters), parameters),
            }),
            "eks:DescribeAccessEntry": ({ region, parameters }) => ({
                accessEntry: this.find(this.cluster(region, parameters), parameters),
            }),
            "eks:UpdateAccessEntry": ({ region, parameters }) => ({
                accessEntry: this.update(this.find(this.cluster(region, parameters), parameters), parameters),
            }),
            "eks:DeleteAccessEntry": ({ region, parameters }) => {
                this.kept.delete(this.find(this.cluster(region, parameters), parameters).accessEntryArn);
                return {};
            },
            "eks:ListAccessEntries": ({ region, parameters }) => ({
                accessEntries: this.of(this.cluster(region, parameters)).map(({ principalArn }) => principalArn),
            }),
        };
    }

    /** Access entries of a cluster, by principal. */
    of(cluster: Pick<EksCluster, "name" | "region">): Kept[] {
        return [...this.kept.values()]
            .filter(({ accessEntryArn }) => accessEntryArn.startsWith(entryArn(cluster, "")))
            .sort((a, b) => (a.principalArn < b.principalArn ? -1 : 1));
    }

    /** The entry of a request. */
    named(region: string, parameters: Record<string, any>): Kept {
        return this.find(this.cluster(region, parameters), parameters);
    }

    /** Creates an entry. Without a type it is STANDARD. */
    async create(cluster: EksCluster, parameters: Record<string, any>): Promise<Kept> {
        const { principalArn, type = "STANDARD", username, kubernetesGroups, tags = {} } = parameters;
        if (type !== "STANDARD" && !fixed[type])
            throw invalidParameter(`The type ${type} is not one of an access entry.`);
        refuseNames(type, parameters);
        if (/:role\//.test(principalArn) && !(await this.iam.role(principalArn)))
            throw invalidParameter("The specified principalArn is invalid: invalid principal.");
        if (this.of(cluster).some(entry => entry.principalArn === principalArn))
            throw inUse("The specified access entry resource is already in use on this cluster.");
        const [kind, ...path] = principalArn.split(":")[5].split("/");
        const accessEntryArn = entryArn(cluster, `${kind}/${accountId}/${path.at(-1)}/${randomUUID()}`);
        const now = Date.now() / 1000;
        const entry = {
            clusterName: cluster.name,
            principalArn,
            kubernetesGroups: kubernetesGroups ?? [],
            accessEntryArn,
            createdAt: now,
            modifiedAt: now,
            tags,
            username: username ?? defaultUsername(principalArn),
            ...fixed[type],
            type,
        };
        this.kept.set(accessEntryArn, entry);
        return entry;
    }

    /** Creates an entry of EKS's own for a role, unless it has one or the cluster has none. */
    async admit(cluster: EksCluster, principalArn: string, type: string): Promise<void> {
        const exists = this.of(cluster).some(entry => entry.principalArn === principalArn);
        if (cluster.authenticationMode !== "CONFIG_MAP" && !exists) await this.create(cluster, { principalArn, type });
    }

    /** A taggable resource by its ARN. */
    byArn(arn: string): { tags: Record<string, string> } | undefined {
        return this.kept.get(arn);
    }

    /** Removes a deleted cluster's entries. */
    forget(cluster: Pick<EksCluster, "name" | "region">): void {
        for (const entry of this.of(cluster)) this.kept.delete(entry.accessEntryArn);
    }

    private cluster(region: string, { clusterName }: Record<string, any>): EksCluster {
        const cluster = clusterNamed(this.clusters, clusterName, region);
        if (cluster.authenticationMode === "CONFIG_MAP")
            throw invalidRequest(
                "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
            );
        return cluster;
    }

    private find(cluster: EksCluster, { principalArn }: Record<string, any>): Kept {
        const entry = this.of(cluster).find(one => one.principalArn === principalArn);
        if (!entry)
            throw notFound(
                "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
            );
        return entry;
    }

    private update(entry: Kept, parameters: Record<string, any>): Kept {
        refuseNames(entry.type, parameters);
        entry.username = parameters.username ?? entry.username;
        entry.kubernetesGroups = parameters.kubernetesGroups ?? entry.kubernetesGroups;
        entry.modifiedAt = Date.now() / 1000;
        return entry;
    }
}

const entryArn = ({ name, region }: Pick<EksCluster, "name" | "region">, rest: string): string =>
    arnOf(region, "eks", `access-entry/${name}/${rest}`);

/** Rejects a user name or groups for types other than STANDARD. */
function refuseNames(type: string, { username, kubernetesGroups }: Record<string, any>): void {
    if (type !== "STANDARD" && (username || kubernetesGroups?.length))
        throw invalidParameter(
            `The username and kubernetesGroups can be set for the type STANDARD only, not for ${type}.`,
        );
}

/** Default user name: one per session for roles, the ARN for users. */
const defaultUsername = (principalArn: string): string =>
    /:role\//.test(principalArn)
        ? `arn:${partitionOfArn(principalArn)}:sts::${accountId}:assumed-role/${principalArn.split("/").at(-1)}/{{SessionName}}`
        : principalArn;
