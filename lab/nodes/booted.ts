import { setTimeout as pause } from "node:timers/promises";
import type { EC2Client, Instance } from "@aws-sdk/client-ec2";
import type { EKSClient } from "@aws-sdk/client-eks";
import type { V1Node } from "@kubernetes/client-node";
import type { Aws } from "../aws/aws.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { LabFolder } from "../process/folder.ts";
import type { Tools } from "../tools/tools.ts";
import type { Boot } from "./boot/boot.ts";
import { readUserData } from "./boot/user-data.ts";
import type { CloudController } from "./cloud.ts";
import { Kubelet } from "./kubelet.ts";
import { type Machine, readMachine } from "./machine.ts";
import type { Host } from "./pods/host.ts";
import { Pods } from "./pods/pods.ts";
import { problem } from "./problem.ts";
import { clusterToken } from "./token.ts";

/** Context shared by all machines of a cluster. */
export interface MachineContext {
    folder: LabFolder;
    tools: Pick<Tools, "controllers">;
    aws: Pick<Aws, "endpoint" | "podIdentityUrl" | "instanceCredentials">;
    ec2: EC2Client;
    eks: EKSClient;
    cluster: Cluster;
    cloud: CloudController;
    podAddress: () => string;
    note: (text: string) => void;
}

/** A machine, from boot to termination. */
export class BootedMachine {
    /** Name of its Node, once it has joined. */
    node: string | undefined;
    private readonly id: string;
    private readonly context: MachineContext;
    private readonly stopping = new AbortController();
    private readonly life: Promise<void>;
    private machine: Machine | undefined;
    private pods: Pods | undefined;
    private said = "";

    constructor(context: MachineContext, instance: Instance) {
        this.id = instance.InstanceId!;
        this.context = context;
        this.life = this.live(instance).catch(error => {
            if (!this.stopping.signal.aborted) this.note(`does not join: ${problem(error)}`);
        });
    }

    /** Stops it abruptly, as a power failure would. */
    async halt(): Promise<void> {
        this.stopping.abort();
        await this.life;
        await this.pods?.stop();
    }

    /** Stops it after its instance was terminated. */
    async end(): Promise<void> {
        await this.halt();
        this.note("has ended");
        if (this.machine) await this.context.cloud.forget(this.machine);
    }

    private async live(instance: Instance): Promise<void> {
        const { aws, cluster, cloud } = this.context;
        const machine = await this.boot(instance);
        const boot = readUserData(machine.userData);
        checkCluster(boot, cluster);
        const kubelet = new Kubelet(
            machine,
            boot,
            {
                version: `v${cluster.version}.0`,
                token: async () => {
                    const keys = await aws.instanceCredentials(machine.id, machine.region);
                    return clusterToken(aws.endpoint, machine.region, cluster.name, keys);
                },
                note: text => this.note(text),
            },
            this.stopping.signal,
        );
        const node = await kubelet.join();
        await cloud.initialize(machine);
        this.node = machine.name;
        this.pods = new Pods(this.host(machine, kubelet, node));
        await kubelet.live();
    }

    private async boot(instance: Instance): Promise<Machine> {
        for (;;) {
            try {
                this.machine = await readMachine(this.context.ec2, this.context.cluster.region, instance);
                return this.machine;
            } catch (error) {
                this.note(`cannot boot yet: ${problem(error)}`);
            }
            await pause(1000, undefined, { signal: this.stopping.signal });
        }
    }

    private host(machine: Machine, kubelet: Kubelet, node: V1Node): Host {
        const { folder, tools, aws, eks, cluster, podAddress } = this.context;
        return {
            folder,
            tools,
            node: kubelet.config,
            nodeName: machine.name,
            address: machine.address,
            allocatable: node.status?.allocatable ?? {},
            endpoint: cluster.endpoint,
            certificateAuthority: cluster.certificateAuthority,
            awsEndpoint: aws.endpoint,
            identity: {
                eks,
                admin: cluster.client,
                cluster: cluster.name,
                region: cluster.region,
                podIdentityUrl: aws.podIdentityUrl,
            },
            podAddress,
            note: text => this.note(text),
        };
    }

    /** Logs a message, once as long as it repeats. */
    private note(text: string): void {
        if (text !== this.said) this.context.note(`${this.id} ${text}`);
        this.said = text;
    }
}

function checkCluster(boot: Boot, { name, endpoint }: Cluster): void {
    if (boot.cluster !== name)
        throw new Error(`its user data is for cluster ${boot.cluster}, and this VPC's is ${name}`);
    if (boot.endpoint !== endpoint)
        throw new Error(`its user data looks for the API server at ${boot.endpoint}, which is at ${endpoint}`);
}
