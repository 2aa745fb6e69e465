import type { Handlers } from "../gateway/gateway.ts";
import { activePlane } from "./cluster-lifecycle.ts";
import { clusterNamed } from "./clusters.ts";
import { inUse, invalidParameter, notFound } from "./errors.ts";
import type { EksParts } from "./parts.ts";
import { Records } from "./records.ts";
import type { EksCluster } from "./registry.ts";

/** A Fargate profile: https://docs.aws.amazon.com/eks/latest/APIReference/API_FargateProfile.html */
export interface FargateProfile {
    fargateProfileName: string;
    fargateProfileArn: string;
    clusterName: string;
    createdAt: number;
    podExecutionRoleArn: string;
    subnets: string[];
    selectors: { namespace: string; labels?: Record<string, string> }[];
    status: "CREATING" | "ACTIVE" | "DELETING";
    tags: Record<string, string>;
    health: { issues: object[] };
}

/** Fargate profiles of all clusters. They are records: pods that match a selector get no node. */
export class FargateProfiles {
    readonly handlers: Handlers;
    readonly records = new Records<FargateProfile>("fargateprofile");
    private readonly eks: EksParts;

    constructor(eks: EksParts) {
        this.eks = eks;
        const cluster = (region: string, parameters: Record<string, any>) =>
            clusterNamed(eks.clusters, parameters.clusterName, region);
        this.handlers = {
            "eks:CreateFargateProfile": async ({ region, parameters }) => ({
                fargateProfile: await this.create(cluster(region, parameters), parameters),
            }),
            "eks:DescribeFargateProfile": ({ region, parameters }) => ({
                fargateProfile: this.find(cluster(region, parameters), parameters),
            }),
            "eks:DeleteFargateProfile": ({ region, parameters }) => ({
                fargateProfile: this.delete(this.find(cluster(region, parameters), parameters)),
            }),
            "eks:ListFargateProfiles": ({ region, parameters }) => ({
                fargateProfileNames: Object.keys(this.records.of(cluster(region, parameters))),
            }),
        };
    }

    private find(cluster: EksCluster, { fargateProfileName: name }: Record<string, any>): FargateProfile {
        const profile = this.records.of(cluster)[name];
        if (!profile) throw notFound(`No Fargate Profile found with name: ${name}.`);
        return profile;
    }

    private async create(cluster: EksCluster, parameters: Record<string, any>): Promise<FargateProfile> {
        const { fargateProfileName: name, podExecutionRoleArn, subnets = cluster.subnetIds, tags = {} } = parameters;
        activePlane(cluster);
        const selectors = parameters.selectors ?? [];
        if (selectors.length < 1 || selectors.length > 5)
            throw invalidParameter("A Fargate profile must have one to five selectors.");
        if (!(await this.eks.iam.role(podExecutionRoleArn)))
            throw invalidParameter(`Misconfigured PodExecutionRole: ${podExecutionRoleArn} does not exist.`);
        if (this.records.of(cluster)[name])
            throw inUse(`A Fargate Profile already exists with this name ${name} in this cluster.`);
        const profile: FargateProfile = {
            fargateProfileName: name,
            fargateProfileArn: this.records.arn(cluster, name),
            clusterName: cluster.name,
            createdAt: Date.now() / 1000,
            podExecutionRoleArn,
            subnets,
            selectors,
            status: "CREATING",
            tags,
            health: { issues: [] },
        };
        this.records.add(profile.fargateProfileArn, profile);
        await this.eks.accessEntries.admit(cluster, podExecutionRoleArn, "FARGATE_LINUX");
        const response = { ...profile };
        profile.status = "ACTIVE";
        return response;
    }

    private delete(profile: FargateProfile): FargateProfile {
        this.records.remove(profile);
        return { ...profile, status: "DELETING" };
    }
}
