import type { Handlers } from "../gateway/gateway.ts";
import { activePlane } from "./cluster-lifecycle.ts";
import { clusterNamed } from "./clusters.ts";
import { inUse, invalidParameter, notFound } from "./errors.ts";
import { Machines } from "./machines.ts";
import { amiTypeOf, checkNodeGroup, type NodeGroup, type NodeGroupDocument, nodeGroupOf } from "./node-group.ts";
import { nodeGroupUpdateHandlers } from "./node-group-updates.ts";
import type { EksParts } from "./parts.ts";
import { Records } from "./records.ts";
import type { EksCluster } from "./registry.ts";

/** Managed node groups of all clusters. */
export class NodeGroups {
    readonly handlers: Handlers;
    readonly records = new Records<NodeGroup>("nodegroup");
    private readonly eks: EksParts;
    private readonly machines: Machines;

    constructor(eks: EksParts) {
        this.eks = eks;
        this.machines = new Machines(eks);
        const cluster = (region: string, parameters: Record<string, any>) =>
            clusterNamed(eks.clusters, parameters.clusterName, region);
        const find = (region: string, parameters: Record<string, any>) => {
            const { nodegroupName: name } = parameters;
            const group = this.records.of(cluster(region, parameters))[name];
            if (!group) throw notFound(`No node group found for name: ${name}.`);
            return { cluster: cluster(region, parameters), group };
        };
        this.handlers = {
            "eks:CreateNodegroup": async ({ region, parameters }) => ({
                nodegroup: await this.create(cluster(region, parameters), parameters),
            }),
            "eks:DescribeNodegroup": ({ region, parameters }) => ({
                nodegroup: find(region, parameters).group.document,
            }),
            "eks:DeleteNodegroup": ({ region, parameters }) => {
                const { cluster, group } = find(region, parameters);
                return { nodegroup: this.delete(cluster, group) };
            },
            "eks:ListNodegroups": ({ region, parameters }) => ({
                nodegroups: Object.keys(this.records.of(cluster(region, parameters))),
            }),
            ...nodeGroupUpdateHandlers(eks, this.machines, find),
        };
    }

    private async create(cluster: EksCluster, parameters: Record<string, any>): Promise<NodeGroupDocument> {
        const { region } = cluster;
        const { nodegroupName, nodeRole, subnets, launchTemplate, version = cluster.version } = parameters;
        activePlane(cluster);
        const template = await this.machines.template(region, launchTemplate);
        checkNodeGroup(parameters, cluster, template);
        if (!subnets?.length) throw invalidParameter("Subnets must not be empty.");
        if (!nodeRole || !(await this.eks.iam.role(nodeRole)))
            throw invalidParameter(`The role with name ${nodeRole?.split("/").at(-1)} cannot be found.`);
        const image = this.machines.image(region, amiTypeOf(parameters, template), version, template);
        if (this.records.of(cluster)[nodegroupName])
            throw inUse(`NodeGroup already exists with name ${nodegroupName} and cluster name ${cluster.name}`);
        const arn = this.records.arn(cluster, nodegroupName);
        const group = nodeGroupOf(parameters, cluster, arn, image, template);
        this.records.add(arn, group);
        const response = structuredClone(group.document);
        const fail = failing(group, "CREATE_FAILED");
        this.eks.jobs.run(
            () => this.launch(cluster, group),
            error => fail("AsgInstanceLaunchFailures", error, []),
        );
        return response;
    }

    private async launch(cluster: EksCluster, group: NodeGroup): Promise<void> {
        const { document } = group;
        await this.machines.createProfile(group);
        await this.eks.accessEntries.admit(cluster, document.nodeRole, "EC2_LINUX");
        while (group.instances.length < document.scalingConfig.desiredSize) await this.machines.launch(cluster, group);
        try {
            await activePlane(cluster).joined(group.instances);
            document.status = "ACTIVE";
        } catch (error) {
            failing(group, "CREATE_FAILED")("NodeCreationFailure", error as Error, group.instances);
        }
    }

    /** Drains the nodes and terminates their instances. A pod that cannot be evicted in time ends with its instance. */
    private delete(cluster: EksCluster, group: NodeGroup): NodeGroupDocument {
        const { document } = group;
        const plane = activePlane(cluster);
        if (document.status === "DELETING") throw inUse(`NodeGroup ${document.nodegroupName} is already being deleted`);
        document.status = "DELETING";
        const response = structuredClone(document);
        this.eks.jobs.run(
            async () => {
                await Promise.allSettled(group.instances.map(id => plane.drain(id)));
                await this.machines.terminate(cluster, group, group.instances);
                await this.machines.deleteProfile(group);
                this.records.remove(group);
            },
            error => failing(group, "DELETE_FAILED")("InternalFailure", error, group.instances),
        );
        return response;
    }
}

const failing =
    ({ document }: NodeGroup, status: NodeGroupDocument["status"]) =>
    (code: string, { message }: Error, resourceIds: string[]) => {
        document.status = status;
        document.health.issues.push({ code, message, resourceIds: [...resourceIds] });
    };
