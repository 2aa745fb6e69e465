import { EC2Client } from "@aws-sdk/client-ec2";
import type { Handlers } from "../gateway/gateway.ts";
import type { Caller } from "../gateway/keys.ts";
import { motoClient } from "../moto-client.ts";
import { clusterNamed, describe } from "./clusters.ts";
import { createdCluster } from "./created-cluster.ts";
import { inUse, invalidParameter, invalidRequest } from "./errors.ts";
import { createSecurityGroup, deleteSecurityGroup, vpcOf } from "./network.ts";
import type { EksParts } from "./parts.ts";
import type { ControlPlane, StartControlPlane } from "./provisioner.ts";
import type { CreatedCluster, EksCluster } from "./registry.ts";
import { defaultVersion, versions } from "./versions.ts";

/** CreateCluster and DeleteCluster. */
export class ClusterLifecycle {
    readonly handlers: Handlers;
    /** Starts control planes. Without it, clusters cannot be created. */
    start: StartControlPlane | undefined;
    private readonly eks: EksParts;

    constructor(eks: EksParts) {
        this.eks = eks;
        this.handlers = {
            "eks:CreateCluster": async ({ region, parameters }, caller) => ({
                cluster: describe(await this.create(region, parameters, caller)),
            }),
            "eks:DeleteCluster": ({ region, parameters }) => ({
                cluster: this.delete(clusterNamed(eks.clusters, parameters.name, region)),
            }),
        };
    }

    private async create(region: string, parameters: Record<string, any>, caller: Caller): Promise<EksCluster> {
        const { name, version = defaultVersion, roleArn, resourcesVpcConfig, accessConfig } = parameters;
        const { start } = this;
        if (!start) throw invalidRequest("the lab starts no control plane here");
        if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name ?? ""))
            throw invalidParameter("The cluster name should be a string of 1 to 100 letters, digits, - and _.");
        if (!versions.includes(version)) throw invalidParameter(`unsupported Kubernetes version ${version}`);
        if (!roleArn || !(await this.eks.iam.role(roleArn)))
            throw invalidParameter(`Role with arn: ${roleArn}, could not be assumed because it does not exist`);
        const vpcId = await vpcOf(this.ec2(region), resourcesVpcConfig?.subnetIds);
        if (this.eks.clusters.find(name, region)) throw inUse(`Cluster already exists with name: ${name}`);
        const created = createdCluster(parameters, caller.roleArn ?? caller.arn);
        const cluster: EksCluster = {
            name,
            region,
            version,
            endpoint: "",
            certificateAuthority: "",
            issuer: "",
            jwks: {},
            authenticationMode: accessConfig?.authenticationMode ?? "CONFIG_MAP",
            vpcId,
            subnetIds: resourcesVpcConfig.subnetIds,
            securityGroupId: "",
            created,
        };
        this.eks.clusters.add(cluster);
        if (created.bootstrapClusterCreatorAdminPermissions && cluster.authenticationMode !== "CONFIG_MAP")
            await this.eks.admitCreator(cluster, created.creator);
        this.eks.jobs.run(
            () => this.launch(cluster, created, start),
            ({ message }) => {
                created.status = "FAILED";
                created.issues.push({ code: "InternalFailure", message, resourceIds: [] });
            },
        );
        return cluster;
    }

    private async launch(cluster: EksCluster, created: CreatedCluster, start: StartControlPlane): Promise<void> {
        const { name, region, vpcId, subnetIds } = cluster;
        const securityGroupId = await createSecurityGroup(this.ec2(region), name, vpcId);
        cluster.securityGroupId = securityGroupId;
        const isMapped = created.bootstrapClusterCreatorAdminPermissions && cluster.authenticationMode === "CONFIG_MAP";
        const plane = await start({
            name,
            region,
            get authenticationMode() {
                return cluster.authenticationMode;
            },
            creator: isMapped && created.creator,
            network: { vpcId, subnetIds, securityGroupId },
        });
        const { endpoint, certificateAuthority, issuer, jwks } = plane;
        Object.assign(cluster, { endpoint, certificateAuthority, issuer, jwks });
        created.plane = plane;
        created.status = "ACTIVE";
    }

    private delete(cluster: EksCluster): object {
        const { name, region, created } = cluster;
        if (!created) throw invalidRequest(`the lab's cluster ${name} was not made by CreateCluster`);
        if (created.deletionProtection)
            throw invalidRequest(`Cannot delete cluster ${name} because deletion protection is enabled`);
        const [attached] = this.eks.attached(cluster);
        if (attached) throw inUse(`Cluster has ${attached} attached`);
        if (created.status === "CREATING" || created.status === "DELETING")
            throw inUse(`Cannot delete because cluster ${name} currently has an update in progress`);
        created.status = "DELETING";
        const response = describe(cluster);
        this.eks.jobs.run(
            async () => {
                await created.plane?.stop();
                if (cluster.securityGroupId) await deleteSecurityGroup(this.ec2(region), cluster.securityGroupId);
                this.eks.remove(name, region);
            },
            ({ message }) => {
                created.status = "FAILED";
                created.issues.push({ code: "InternalFailure", message, resourceIds: [cluster.securityGroupId] });
            },
        );
        return response;
    }

    private ec2(region: string): EC2Client {
        return new EC2Client(motoClient(this.eks.endpoint, region));
    }
}

/** The control plane of an active cluster that `CreateCluster` made. */
export function activePlane({ name, created }: EksCluster): ControlPlane {
    if (!created?.plane || created.status !== "ACTIVE") throw invalidRequest(`Cluster ${name} is not in ACTIVE status`);
    return created.plane;
}
