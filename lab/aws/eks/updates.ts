import { randomUUID } from "node:crypto";
import type { Handlers } from "../gateway/gateway.ts";
import { clusterNamed } from "./clusters.ts";
import { notFound } from "./errors.ts";
import { type Clusters, clusterArn, type EksCluster } from "./registry.ts";

/** An update: https://docs.aws.amazon.com/eks/latest/APIReference/API_Update.html */
export interface Update {
    id: string;
    status: "InProgress" | "Successful" | "Failed";
    type: string;
    params: { type: string; value: string }[];
    createdAt: number;
    errors: { errorCode: string; errorMessage: string; resourceIds: string[] }[];
}

/** The part of a cluster that is updated; the cluster itself without a name. */
type Part = { nodegroupName?: string; addonName?: string };

/** Updates of clusters, node groups and add-ons. */
export class Updates {
    readonly handlers: Handlers;
    private readonly kept: { owner: string; update: Update }[] = [];

    constructor(clusters: Clusters) {
        const of = (region: string, parameters: Record<string, any>) => {
            const owner = ownerOf(clusterNamed(clusters, parameters.name, region), parameters);
            return this.kept.filter(one => one.owner === owner).map(({ update }) => update);
        };
        this.handlers = {
            "eks:DescribeUpdate": ({ region, parameters }) => {
                const update = of(region, parameters).find(({ id }) => id === parameters.updateId);
                if (!update) throw notFound(`No update found for ID: ${parameters.updateId}`);
                return { update };
            },
            "eks:ListUpdates": ({ region, parameters }) => ({
                updateIds: of(region, parameters).map(({ id }) => id),
            }),
        };
    }

    /** Adds an update in progress. Parameters without a value are omitted. */
    start(cluster: EksCluster, part: Part, type: string, values: Record<string, unknown>): Update {
        const params = Object.entries(values)
            .filter(([, value]) => value !== undefined)
            .map(([name, value]) => ({
                type: name,
                value: typeof value === "string" ? value : JSON.stringify(value),
            }));
        const update: Update = {
            id: randomUUID(),
            status: "InProgress",
            type,
            params,
            createdAt: Date.now() / 1000,
            errors: [],
        };
        this.kept.push({ owner: ownerOf(cluster, part), update });
        return update;
    }

    /** Adds an update of a record, which is complete after the response. */
    done(cluster: EksCluster, part: Part, type: string, values: Record<string, unknown>): Update {
        const update = this.start(cluster, part, type, values);
        const response = { ...update };
        update.status = "Successful";
        return response;
    }

    forget(cluster: Pick<EksCluster, "name" | "region">): void {
        const kept = this.kept.filter(({ owner }) => !owner.startsWith(`${clusterArn(cluster)} `));
        this.kept.splice(0, this.kept.length, ...kept);
    }
}

const ownerOf = (cluster: Pick<EksCluster, "name" | "region">, { nodegroupName, addonName }: Part): string =>
    `${clusterArn(cluster)} ${nodegroupName ?? ""}/${addonName ?? ""}`;
