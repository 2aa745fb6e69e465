import { join } from "node:path";
import { CoreV1Api, type KubeConfig, OpenidApi, VersionApi } from "@kubernetes/client-node";
import type { Aws, ClusterOrder } from "../aws/aws.ts";
import { globalArn } from "../aws/partition.ts";
import type { LabFolder } from "../process/folder.ts";
import { freePorts } from "../process/ports.ts";
import { authenticator } from "./authenticator/authenticator.ts";
import { startWebhook } from "./authenticator/webhook.ts";
import { Authority } from "./certificates.ts";
import { createIssuer } from "./issuer.ts";
import { kubeConfig, writeKubeConfig } from "./kubeconfig.ts";
import {
    type ControlPlaneContext,
    ready,
    startApiServer,
    startControllerManager,
    startEtcd,
    startScheduler,
} from "./programs.ts";

/** A running cluster, registered in the lab's EKS. */
export interface Cluster {
    name: string;
    region: string;
    endpoint: string;
    /** Base64, as in EKS. */
    certificateAuthority: string;
    issuer: string;
    /** Minor version of the API server: `1.36`. */
    version: string;
    /** Path of the administrator's kubeconfig, which contains a client certificate. */
    admin: string;
    /** The same kubeconfig, loaded. */
    client: KubeConfig;
    /** Log of all requests, as lines of JSON (audit.k8s.io/v1 events at level Metadata). */
    auditLog: string;
    stop(): Promise<void>;
}

export interface ClusterOptions {
    name: string;
    region: string;
    readonly authenticationMode: ClusterOrder["authenticationMode"];
    /** The principal that is an administrator without an access entry: the account's administrator by default. */
    creator?: ClusterOrder["creator"];
    network: ClusterOrder["network"];
}

/** The parts of AWS that a cluster requires. */
export type ClusterAws = Pick<
    Aws,
    "endpoint" | "environment" | "identify" | "accessEntries" | "addCluster" | "removeCluster"
>;

/** Starts a control plane and registers it in EKS. If a step fails, all started programs are stopped. */
export async function startCluster(
    folder: LabFolder,
    tools: ControlPlaneContext["tools"],
    aws: ClusterAws,
    options: ClusterOptions,
): Promise<Cluster> {
    const undo: Undo = [];
    const stop = async () => {
        for (let last = undo.pop(); last; last = undo.pop()) await last();
    };
    try {
        const context = createContext(folder, tools, options);
        const plane = await startControlPlane(context, aws, options, undo);
        await introduce(plane, aws, options, undo);
        await startControllers(context, plane, undo);
        return { ...plane, stop };
    } catch (error) {
        await stop();
        throw error;
    }
}

function createContext(
    folder: LabFolder,
    tools: ControlPlaneContext["tools"],
    { name, region }: ClusterOptions,
): ControlPlaneContext {
    const suffix = `${name}-${region}`;
    const authority = new Authority(folder.folder("clusters", suffix, "certificates"));
    const home = folder.folder("clusters", suffix);
    return { folder, home, suffix, tools, authority, server: authority.server("127.0.0.1") };
}

async function startControlPlane(
    context: ControlPlaneContext,
    aws: ClusterAws,
    options: ClusterOptions,
    undo: Undo,
): Promise<Omit<Cluster, "stop">> {
    const { home, authority } = context;
    const { name, region } = options;
    const [port, etcdPort, peerPort] = (await freePorts(3)) as [number, number, number];
    const endpoint = `https://127.0.0.1:${port}`;
    const as = (user: string) => kubeConfig(name, endpoint, authority, authority.client(user, ["system:masters"]));
    const client = as("lab-admin");
    const cluster = {
        name,
        region,
        creator: options.creator ?? globalArn(region, "iam", "user/admin"),
        get authenticationMode() {
            return options.authenticationMode;
        },
    };
    const authenticate = authenticator({ aws, cluster, client: as("eks:authenticator") });
    const log = context.folder.log(`authenticator-${context.suffix}`);
    const webhook = await startWebhook({ certificate: context.server, log, authenticate });
    undo.push(webhook.stop);

    const etcd = startEtcd(context, etcdPort, peerPort);
    undo.push(() => etcd.stop());
    const issuer = createIssuer(home, region);
    const auditLog = join(home, "audit.log");
    const toWebhook = writeKubeConfig(join(home, "webhook.kubeconfig"), kubeConfig("webhook", webhook.url, authority));
    const apiServer = startApiServer(context, { port, etcdPort, issuer, webhook: toWebhook, auditLog });
    undo.push(() => apiServer.stop());
    await ready(context, apiServer, port, "/readyz");

    const { major, minor } = await client.makeApiClient(VersionApi).getCode();
    return {
        name,
        region,
        endpoint,
        certificateAuthority: Buffer.from(authority.pem).toString("base64"),
        issuer: issuer.url,
        version: `${major}.${minor}`,
        admin: writeKubeConfig(join(home, "admin.kubeconfig"), client),
        client,
        auditLog,
    };
}

/** Registers the cluster in EKS. */
async function introduce(
    plane: Omit<Cluster, "stop">,
    aws: ClusterAws,
    options: ClusterOptions,
    undo: Undo,
): Promise<void> {
    const { name, region, authenticationMode, network } = options;
    const { vpcId, subnetIds, securityGroupId } = network;
    const { version, endpoint, certificateAuthority, issuer } = plane;
    // Declared as a string by the client, which has parsed it.
    const keys: unknown = await plane.client.makeApiClient(OpenidApi).getServiceAccountIssuerOpenIDKeyset();
    aws.addCluster({
        name,
        region,
        version,
        endpoint,
        certificateAuthority,
        issuer,
        jwks: keys as object,
        authenticationMode,
        vpcId,
        subnetIds,
        securityGroupId,
    });
    undo.push(() => aws.removeCluster(name, region));
}

async function startControllers(
    context: ControlPlaneContext,
    { name, endpoint, client }: Omit<Cluster, "stop">,
    undo: Undo,
): Promise<void> {
    const { home, authority } = context;
    const as = (user: string) =>
        writeKubeConfig(
            join(home, `${user.replace("system:", "")}.kubeconfig`),
            kubeConfig(name, endpoint, authority, authority.client(user)),
        );
    const [managerPort, schedulerPort] = (await freePorts(2)) as [number, number];
    const manager = startControllerManager(context, managerPort, as("system:kube-controller-manager"));
    const scheduler = startScheduler(context, schedulerPort, as("system:kube-scheduler"));
    undo.push(() => Promise.all([manager.stop(), scheduler.stop()]));
    await Promise.all([
        ready(context, manager, managerPort, "/healthz"),
        ready(context, scheduler, schedulerPort, "/healthz"),
    ]);
    // Created by a controller, and required by the first pod.
    const account = { name: "default", namespace: "default" };
    await manager.ready(async () =>
        Boolean(await client.makeApiClient(CoreV1Api).readNamespacedServiceAccount(account)),
    );
}

/** Cleanup steps, run in reverse order. */
type Undo = (() => unknown)[];
