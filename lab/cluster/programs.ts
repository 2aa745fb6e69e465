import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabFolder } from "../process/folder.ts";
import { Program } from "../process/program.ts";
import type { Tools } from "../tools/tools.ts";
import type { Authority, Certificate } from "./certificates.ts";
import { healthy } from "./health.ts";
import type { Issuer } from "./issuer.ts";

/** Settings shared by the programs of a cluster. */
export interface ControlPlaneContext {
    folder: LabFolder;
    /** The cluster's folder. */
    home: string;
    /** Suffix of log names, which differs between clusters. */
    suffix: string;
    tools: Pick<Tools, "etcd" | "apiServer" | "controllerManager" | "scheduler">;
    authority: Authority;
    /** Certificate of all servers, which are on 127.0.0.1. */
    server: Certificate;
}

const start = ({ folder, suffix }: ControlPlaneContext, name: string, command: string, args: string[]): Program =>
    new Program(folder, { name: `${name}-${suffix}`, command, args });

/** Starts etcd in the lab's folder. It does not sync to disk, since its data are not kept. */
export function startEtcd(context: ControlPlaneContext, port: number, peerPort: number): Program {
    const url = `http://127.0.0.1:${port}`;
    return start(context, "etcd", context.tools.etcd, [
        `--data-dir=${join(context.home, "etcd")}`,
        `--listen-client-urls=${url}`,
        `--advertise-client-urls=${url}`,
        `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
        "--unsafe-no-fsync",
        "--log-level=warn",
    ]);
}

export interface ApiServerOptions {
    port: number;
    etcdPort: number;
    issuer: Issuer;
    /** Path of the token webhook's kubeconfig. */
    webhook: string;
    auditLog: string;
}

/** Starts the API server with EKS's authenticators and authorizers. */
export function startApiServer(
    context: ControlPlaneContext,
    { port, etcdPort, issuer, webhook, auditLog }: ApiServerOptions,
): Program {
    const policy = join(context.home, "audit-policy.json");
    writeFileSync(policy, JSON.stringify(auditPolicy));
    return start(context, "kube-apiserver", context.tools.apiServer, [
        `--etcd-servers=http://127.0.0.1:${etcdPort}`,
        `--secure-port=${port}`,
        ...serving(context),
        `--client-ca-file=${context.authority.file}`,
        `--authentication-token-webhook-config-file=${webhook}`,
        "--authentication-token-webhook-version=v1",
        `--service-account-issuer=${issuer.url}`,
        `--service-account-jwks-uri=${issuer.url}/keys`,
        `--service-account-key-file=${issuer.key}`,
        `--service-account-signing-key-file=${issuer.key}`,
        "--api-audiences=https://kubernetes.default.svc",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        "--service-cluster-ip-range=10.100.0.0/16",
        // Without it, the API server looks for a default route, which may be missing.
        "--advertise-address=127.0.0.1",
        // The Service "kubernetes" cannot point to loopback, and is not used.
        "--endpoint-reconciler-type=none",
        "--allow-privileged",
        `--audit-policy-file=${policy}`,
        `--audit-log-path=${auditLog}`,
        "--audit-log-maxsize=0",
        "--profiling=false",
    ]);
}

const auditPolicy = {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived", "ResponseStarted"],
    rules: [{ level: "Metadata" }],
};

/**
 * Starts the controllers, each with its own service account, without those for volumes, which the lab's nodes do not
 * have.
 */
export function startControllerManager(context: ControlPlaneContext, port: number, kubeconfig: string): Program {
    return start(context, "kube-controller-manager", context.tools.controllerManager, [
        ...component(context, port, kubeconfig),
        "--use-service-account-credentials",
        `--root-ca-file=${context.authority.file}`,
        "--controllers=*,-persistentvolume-attach-detach-controller,-persistentvolume-binder-controller,-persistentvolume-expander-controller",
        // An unresponsive node is detected within half a minute; kubelets report every ten seconds.
        "--node-monitor-period=2s",
        "--node-monitor-grace-period=30s",
        "--kube-api-qps=100",
        "--kube-api-burst=200",
    ]);
}

/** Starts the scheduler, which binds pods to nodes and marks pods that fit none as unschedulable. */
export const startScheduler = (context: ControlPlaneContext, port: number, kubeconfig: string): Program =>
    start(context, "kube-scheduler", context.tools.scheduler, component(context, port, kubeconfig));

const component = (context: ControlPlaneContext, port: number, kubeconfig: string): string[] => [
    `--kubeconfig=${kubeconfig}`,
    "--leader-elect=false",
    `--secure-port=${port}`,
    ...serving(context),
    "--profiling=false",
];

const serving = ({ server }: ControlPlaneContext): string[] => [
    "--bind-address=127.0.0.1",
    `--tls-cert-file=${server.certificate}`,
    `--tls-private-key-file=${server.key}`,
];

/** Waits until a program reports that it is ready. */
export const ready = (
    { authority }: ControlPlaneContext,
    program: Program,
    port: number,
    path: string,
): Promise<Program> => program.ready(() => healthy(`https://127.0.0.1:${port}${path}`, authority.pem));
