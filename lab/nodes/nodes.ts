import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { EC2Client } from "@aws-sdk/client-ec2";
import { DescribeClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import { CoreV1Api } from "@kubernetes/client-node";
import type { Aws } from "../aws/aws.ts";
import { adminClient } from "../aws/seed.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { LabFolder } from "../process/folder.ts";
import { until } from "../process/until.ts";
import type { Tools } from "../tools/tools.ts";
import { BootedMachine, type MachineContext } from "./booted.ts";
import { CloudController } from "./cloud.ts";
import { runningInstances } from "./machine.ts";
import { problem } from "./problem.ts";
import { launchSystemMachines } from "./system.ts";

/** Machines in a cluster's VPC, each with a stand-in for its kubelet. */
export class Nodes {
    /** Path of the log with each machine's join or the reason of its failure. */
    readonly log: string;
    private readonly context: MachineContext;
    private readonly vpcId: string;
    private readonly machines = new Map<string, BootedMachine>();
    private readonly deaf: () => void;
    private turn = Promise.resolve();
    private waiting = false;
    private stopped = false;

    constructor(log: string, context: MachineContext, vpcId: string, aws: Pick<Aws, "onInstances">) {
        this.log = log;
        this.context = context;
        this.vpcId = vpcId;
        this.deaf = aws.onInstances(region => {
            if (region === context.cluster.region) this.look();
        });
        this.look();
    }

    /** Name of an instance's Node, once it has joined. */
    joined(instanceId: string): string | undefined {
        return this.machines.get(instanceId)?.node;
    }

    /** Stops all kubelets and their pods. Instances and Nodes are unchanged. */
    async stop(): Promise<void> {
        this.stopped = true;
        this.deaf();
        await this.turn;
        await Promise.all([...this.machines.values()].map(machine => machine.halt()));
    }

    /** Checks the running instances, after any check in progress. */
    private look(): void {
        if (this.waiting) return;
        this.waiting = true;
        this.turn = this.turn.then(async () => {
            this.waiting = false;
            if (this.stopped) return;
            try {
                await this.update();
            } catch (error) {
                this.context.note(`cannot tell what runs in ${this.vpcId}: ${problem(error)}`);
                await pause(1000);
                this.look();
            }
        });
    }

    private async update(): Promise<void> {
        const instances = await runningInstances(this.context.ec2, this.vpcId);
        const running = new Set(instances.map(instance => instance.InstanceId));
        for (const instance of instances)
            if (!this.machines.has(instance.InstanceId!))
                this.machines.set(instance.InstanceId!, new BootedMachine(this.context, instance));
        const ended = [...this.machines].filter(([id]) => !running.has(id));
        for (const [id] of ended) this.machines.delete(id);
        await Promise.all(ended.map(([, machine]) => machine.end()));
    }
}

/** Boots all instances in a VPC, now and as they are launched. */
export function watchNodes(
    folder: LabFolder,
    tools: Pick<Tools, "controllers">,
    aws: Aws,
    cluster: Cluster,
    vpcId: string,
): Nodes {
    const administrator = adminClient(aws, cluster.region);
    const log = folder.log(`nodes-${cluster.name}-${cluster.region}`);
    const context: MachineContext = {
        folder,
        tools,
        aws,
        ec2: new EC2Client(administrator),
        eks: new EKSClient(administrator),
        cluster,
        cloud: new CloudController(cluster.client),
        podAddress: addresses(),
        note: text => appendFileSync(log, `${new Date().toISOString()} ${text}\n`),
    };
    return new Nodes(log, context, vpcId, aws);
}

/** Boots the instances in the cluster's VPC. Launches two system machines and waits until they are ready. */
export async function startNodes(
    folder: LabFolder,
    tools: Pick<Tools, "controllers">,
    aws: Aws,
    cluster: Cluster,
): Promise<Nodes> {
    const administrator = adminClient(aws, cluster.region);
    const ec2 = new EC2Client(administrator);
    const eks = new EKSClient(administrator);
    const { cluster: described } = await eks.send(new DescribeClusterCommand({ name: cluster.name }));
    const nodes = watchNodes(folder, tools, aws, cluster, described!.resourcesVpcConfig!.vpcId!);
    try {
        const system = await launchSystemMachines(ec2, cluster, described!);
        await until(`the system nodes of ${cluster.name} to be ready`, () => areReady(system, nodes, cluster), {
            hint: nodes.log,
        });
        return nodes;
    } catch (error) {
        await nodes.stop();
        throw error;
    }
}

/** Whether all instances have joined and their Nodes are ready. */
export async function areReady(instanceIds: string[], nodes: Nodes, cluster: Cluster): Promise<boolean> {
    const names = new Set(instanceIds.map(id => nodes.joined(id)));
    if (names.has(undefined)) return false;
    const { items } = await cluster.client.makeApiClient(CoreV1Api).listNode();
    const usable = items.filter(
        ({ spec, status }) =>
            !spec?.taints?.some(({ key }) => key.startsWith("node.")) &&
            status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"),
    );
    return instanceIds.length === usable.filter(({ metadata }) => names.has(metadata?.name)).length;
}

/** Pod addresses in sequence, from a range outside of the VPC. */
function addresses(): () => string {
    let last = 0;
    return () => {
        last += 1;
        return `100.64.${(last >> 8) & 255}.${last & 255}`;
    };
}
