import { setTimeout as pause } from "node:timers/promises";
import {
    CoordinationV1Api,
    CoreV1Api,
    KubeConfig,
    PatchStrategy,
    setHeaderOptions,
    V1MicroTime,
    type V1Node,
} from "@kubernetes/client-node";
import type { Boot } from "./boot/boot.ts";
import type { Machine } from "./machine.ts";
import { nodeOf, ready } from "./node.ts";
import { problem } from "./problem.ts";
import { tokenLifetime } from "./token.ts";

/** Settings of a kubelet besides its machine and user data. */
export interface Joining {
    /** The kubelet's version, with its `v`. */
    version: string;
    /** Issues a token for the machine's role. */
    token: () => Promise<string>;
    note: (text: string) => void;
}

const heartbeat = 10_000;
const leases = "kube-node-lease";

/** Stand-in for a machine's kubelet. Registers its Node and keeps it alive, with the node's own permissions. */
export class Kubelet {
    readonly config: KubeConfig;
    /** Its Node, once it has joined. */
    node: V1Node | undefined;
    private readonly core: CoreV1Api;
    private readonly coordination: CoordinationV1Api;
    private readonly machine: Machine;
    private readonly boot: Boot;
    private readonly joining: Joining;
    private readonly signal: AbortSignal;

    constructor(machine: Machine, boot: Boot, joining: Joining, signal: AbortSignal) {
        this.machine = machine;
        this.boot = boot;
        this.joining = joining;
        this.signal = signal;
        this.config = nodeConfig(boot, joining);
        this.core = this.config.makeApiClient(CoreV1Api);
        this.coordination = this.config.makeApiClient(CoordinationV1Api);
    }

    /** Registers the Node, with retries until it succeeds. */
    async join(): Promise<V1Node> {
        for (;;) {
            try {
                this.node = await this.register();
                this.joining.note(`joined as node ${this.machine.name}`);
                return this.node;
            } catch (error) {
                this.joining.note(`has not joined: ${problem(error)}`);
            }
            await pause(1000, undefined, { signal: this.signal });
        }
    }

    /** Renews the Node's lease until the machine is terminated. */
    async live(): Promise<void> {
        for (;;) {
            try {
                await this.renewLease();
                await this.stayReady();
            } catch (error) {
                this.joining.note(`has no heartbeat: ${problem(error)}`);
            }
            await pause(heartbeat, undefined, { signal: this.signal });
        }
    }

    private async register(): Promise<V1Node> {
        const body = nodeOf(this.machine, this.boot, this.joining.version);
        try {
            return await this.core.createNode({ body });
        } catch (error) {
            if ((error as { code?: number }).code !== 409) throw error;
        }
        const node = await this.core.readNode({ name: this.machine.name });
        if (node.spec?.providerID === body.spec?.providerID) return node;
        throw new Error(`there is a node of that name already, of ${node.spec?.providerID}`);
    }

    private async renewLease(): Promise<void> {
        const { name, uid } = this.node!.metadata as { name: string; uid: string };
        const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime: new V1MicroTime() };
        try {
            await this.coordination.patchNamespacedLease(
                { name, namespace: leases, body: { spec } },
                setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
            );
        } catch (error) {
            if ((error as { code?: number }).code !== 404) throw error;
            const ownerReferences = [{ apiVersion: "v1", kind: "Node", name, uid }];
            await this.coordination.createNamespacedLease({
                namespace: leases,
                body: { metadata: { name, ownerReferences }, spec },
            });
        }
    }

    /**
     * Restores the Ready condition: the node lifecycle controller marks a silent node as not ready until its kubelet
     * reports again.
     */
    private async stayReady(): Promise<void> {
        const node = await this.core.readNode({ name: this.machine.name });
        if (node.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True")) return;
        await this.core.replaceNodeStatus({
            name: this.machine.name,
            body: { ...node, status: { ...node.status, conditions: ready() } },
        });
    }
}

/** A kubeconfig for the cluster in the user data, with the node as its user. The token is renewed before it expires. */
function nodeConfig({ endpoint, certificateAuthority }: Boot, { token }: Joining): KubeConfig {
    let current: { token: string; until: number } | undefined;
    const config = new KubeConfig();
    config.addAuthenticator({
        isAuthProvider: user => user.name === "node",
        async applyAuthentication(_, options) {
            if (!current || Date.now() > current.until)
                current = { token: await token(), until: Date.now() + (tokenLifetime - 60) * 1000 };
            (options.headers as Record<string, string>).Authorization = `Bearer ${current.token}`;
        },
    });
    config.loadFromOptions({
        clusters: [{ name: "cluster", server: endpoint, caData: certificateAuthority, skipTLSVerify: false }],
        users: [{ name: "node" }],
        contexts: [{ name: "node", cluster: "cluster", user: "node" }],
        currentContext: "node",
    });
    return config;
}
