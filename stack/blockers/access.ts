import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { KubeConfig } from "@kubernetes/client-node";
import { kubeconfigOf, withContext } from "../cluster/kubeconfig.ts";
import { Mistake } from "../command/mistake.ts";
import { secretText } from "../file/stack-file.ts";
import type { Stack } from "./stack.ts";

/** Command-line options that select a kubeconfig other than the stack's. */
export interface KubeconfigOptions {
    /** A kubeconfig file. Defaults to KUBECONFIG or `~/.kube/config`. */
    kubeconfig?: string;
    /** A context in it. Defaults to its current context. */
    context?: string;
}

/** Loads the kubeconfig for the stack's cluster: the one the options select, or else the stack's. */
export async function accessTo(stack: Stack, own: KubeconfigOptions): Promise<KubeConfig> {
    const { kubeconfig, context } = stack.kubernetes;
    if (own.kubeconfig !== undefined || own.context !== undefined) return localKubeconfig(own);
    if (kubeconfig === secretText)
        throw new Mistake(
            `kubernetes.kubeconfig is encrypted in ${stack.file}, and only Pulumi can read it; ` +
                "pass --context NAME for a context of your own kubeconfig, or --kubeconfig FILE",
        );
    if (kubeconfig === undefined && context !== undefined) return localKubeconfig({ context });
    return fromText(await withContext(kubeconfig ?? (await builtKubeconfig(stack)), kubeconfig && context));
}

/** The AWS CLI command with the stack's region and profile. */
export const awsOf = ({ region, kubernetes: { profile } }: Stack): string[] => [
    "aws",
    ...(region ? ["--region", region] : []),
    ...(profile ? ["--profile", profile] : []),
];

function localKubeconfig({ kubeconfig, context }: KubeconfigOptions): KubeConfig {
    const config = new KubeConfig();
    try {
        if (kubeconfig === undefined) config.loadFromDefault();
        else config.loadFromFile(kubeconfig);
    } catch (error) {
        throw new Mistake(
            `the kubeconfig ${kubeconfig ?? "of this machine"} can't be read: ${(error as Error).message}`,
        );
    }
    const names = config.getContexts().map(({ name }) => name);
    if (context !== undefined && !names.includes(context))
        throw new Mistake(`no context "${context}" in the kubeconfig; contexts: ${names.join(", ") || "none"}`);
    if (context !== undefined) config.setCurrentContext(context);
    return config;
}

function fromText(text: string): KubeConfig {
    const config = new KubeConfig();
    config.loadFromString(text);
    return config;
}

/** Builds the kubeconfig from stack config; values missing there are looked up in EKS. */
async function builtKubeconfig(stack: Stack): Promise<string> {
    const { name, endpoint, certificateAuthority } = stack.cluster;
    const { region } = stack;
    if (region === undefined)
        throw new Mistake(`no region: set aws:region in ${stack.file}, or AWS_REGION, or pass --context NAME`);
    const known = endpoint && certificateAuthority ? { endpoint, certificateAuthority } : await described(stack);
    return kubeconfigOf({ name, region, ...known }, stack.kubernetes);
}

async function described(stack: Stack): Promise<{ endpoint: string; certificateAuthority: string }> {
    const [command = "", ...args] = [
        ...awsOf(stack),
        "eks",
        "describe-cluster",
        "--output",
        "json",
        "--name",
        stack.cluster.name,
    ];
    try {
        const { stdout } = await promisify(execFile)(command, args);
        const { endpoint, certificateAuthority } = JSON.parse(stdout).cluster;
        return { endpoint, certificateAuthority: certificateAuthority.data };
    } catch (error) {
        const { code, stderr, message } = error as { code?: string; stderr?: string; message: string };
        const reason = code === "ENOENT" ? "the AWS CLI is not on PATH" : (stderr || message).trim();
        throw new Mistake(
            `cluster "${stack.cluster.name}" can't be looked up in EKS: ${reason}\n` +
                "set cluster.endpoint and cluster.certificateAuthority, or pass --context NAME to use your own kubeconfig",
        );
    }
}
