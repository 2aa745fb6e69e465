import { randomUUID } from "node:crypto";
import { arnOf } from "../partition.ts";
import type { EksCluster } from "./registry.ts";

type ClusterName = Pick<EksCluster, "name" | "region">;

/** Records of one kind by ARN, which contains the cluster's name and the record's own. */
export class Records<T extends { tags: Record<string, string> }> {
    private readonly kind: string;
    private readonly kept = new Map<string, T>();

    /** Creates the records of a kind, `nodegroup`, as it is in ARNs. */
    constructor(kind: string) {
        this.kind = kind;
    }

    /** A new ARN. */
    arn({ name: cluster, region }: ClusterName, name: string): string {
        return arnOf(region, "eks", `${this.kind}/${cluster}/${name}/${randomUUID()}`);
    }

    add(arn: string, record: T): void {
        this.kept.set(arn, record);
    }

    /** Records of a cluster, by name. */
    of(cluster: ClusterName): Record<string, T> {
        const prefix = arnOf(cluster.region, "eks", `${this.kind}/${cluster.name}/`);
        return Object.fromEntries(
            [...this.kept]
                .filter(([arn]) => arn.startsWith(prefix))
                .map(([arn, record]) => [arn.slice(prefix.length).split("/")[0]!, record] as const)
                .sort(([a], [b]) => (a < b ? -1 : 1)),
        );
    }

    /** A taggable resource by its ARN. */
    byArn(arn: string): T | undefined {
        return this.kept.get(arn);
    }

    /** Removes a deleted cluster's records. */
    forget(cluster: ClusterName): void {
        for (const record of Object.values(this.of(cluster))) this.remove(record);
    }

    remove(record: T): void {
        for (const [arn, one] of this.kept) if (one === record) this.kept.delete(arn);
    }
}
