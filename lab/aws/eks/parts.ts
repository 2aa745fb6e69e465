import type { Iam } from "../iam/iam.ts";
import type { AccessEntries } from "./access-entries.ts";
import type { Jobs } from "./jobs.ts";
import type { PodIdentityAssociations } from "./pod-identity.ts";
import type { Clusters, EksCluster } from "./registry.ts";
import type { Updates } from "./updates.ts";

/** The parts of EKS that the actions on created clusters share. */
export interface EksParts {
    /** moto's endpoint. */
    endpoint: string;
    iam: Iam;
    jobs: Jobs;
    clusters: Clusters;
    accessEntries: AccessEntries;
    associations: PodIdentityAssociations;
    updates: Updates;
    /** Kinds of resources that keep a cluster from being deleted. */
    attached(cluster: EksCluster): string[];
    /** Makes the creator an administrator by an access entry. */
    admitCreator(cluster: EksCluster, creator: string): Promise<void>;
    remove(name: string, region: string): void;
    /** Image id and release by the SSM parameter of a recommended image. */
    recommendedImage(region: string, parameter: string): { id: string; name: string } | undefined;
    /** Notifies of launched or terminated instances. */
    instancesChanged(region: string): void;
}
