import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { arnOf } from "../partition.ts";
import type { AuthenticationMode, ControlPlane } from "./provisioner.ts";

/** A cluster as registered in EKS. */
export interface EksCluster {
    name: string;
    region: string;
    /** `1.36` */
    version: string;
    endpoint: string;
    /** Base64. */
    certificateAuthority: string;
    issuer: string;
    /** The issuer's public keys (JWKS). */
    jwks: object;
    authenticationMode: AuthenticationMode;
    vpcId: string;
    subnetIds: string[];
    securityGroupId: string;
    /** The settings of a cluster from `CreateCluster`. */
    created?: CreatedCluster;
}

/** The part of a cluster that only `CreateCluster` sets. */
export interface CreatedCluster {
    status: "CREATING" | "ACTIVE" | "DELETING" | "FAILED";
    createdAt: number;
    /** The principal that created it. */
    creator: string;
    roleArn: string;
    resourcesVpcConfig: {
        securityGroupIds: string[];
        endpointPublicAccess: boolean;
        endpointPrivateAccess: boolean;
        publicAccessCidrs: string[];
    };
    kubernetesNetworkConfig: object;
    enabledLogTypes: string[];
    tags: Record<string, string>;
    encryptionConfig: object[];
    bootstrapClusterCreatorAdminPermissions: boolean;
    upgradePolicy: { supportType: string };
    deletionProtection: boolean;
    issues: { code: string; message: string; resourceIds: string[] }[];
    /** The control plane, once it has started. */
    plane?: ControlPlane;
}

export const clusterArn = ({ name, region }: { name: string; region: string }): string =>
    arnOf(region, "eks", `cluster/${name}`);

/** The registered clusters. */
export class Clusters {
    private readonly all = new Map<string, EksCluster>();

    add(cluster: EksCluster): void {
        this.all.set(clusterArn(cluster), cluster);
    }

    remove(name: string, region: string): void {
        this.all.delete(clusterArn({ name, region }));
    }

    find(name: string, region: string): EksCluster | undefined {
        return this.all.get(clusterArn({ name, region }));
    }

    byArn(arn: string): EksCluster | undefined {
        return this.all.get(arn);
    }

    in(region: string): EksCluster[] {
        return this.every().filter(cluster => cluster.region === region);
    }

    every(): EksCluster[] {
        return [...this.all.values()];
    }

    ofIssuer(issuer: string): EksCluster | undefined {
        return this.every().find(cluster => cluster.issuer === issuer);
    }
}

/** Claims of a service account token, after verification of signature, issuer and dates. */
export async function verified(token: string, cluster: EksCluster, audience?: string): Promise<JWTPayload> {
    const keys = createLocalJWKSet(cluster.jwks as Parameters<typeof createLocalJWKSet>[0]);
    return (await jwtVerify(token, keys, { issuer: cluster.issuer, audience })).payload;
}

export const isExpired = (error: unknown): boolean => error instanceof errors.JWTExpired;
