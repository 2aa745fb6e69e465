import { readFileSync, writeFileSync } from "node:fs";
import { KubeConfig } from "@kubernetes/client-node";
import type { Authority, Certificate } from "./certificates.ts";

/** What a client needs to reach a server on loopback as some user. Without a certificate, as nobody. */
export function kubeConfig(name: string, server: string, authority: Authority, user?: Certificate): KubeConfig {
    const config = new KubeConfig();
    config.loadFromOptions({
        clusters: [{ name, server, caData: base64(authority.file) }],
        users: [{ name, ...(user && { certData: base64(user.certificate), keyData: base64(user.key) }) }],
        contexts: [{ name, cluster: name, user: name }],
        currentContext: name,
    });
    return config;
}

/** Writes a kubeconfig that is the file alone: certificates and keys are in it. */
export function writeKubeConfig(path: string, config: KubeConfig): string {
    writeFileSync(path, config.exportConfig(), { mode: 0o600 });
    return path;
}

const base64 = (file: string): string => readFileSync(file, "base64");
