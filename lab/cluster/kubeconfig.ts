import { readFileSync, writeFileSync } from "node:fs";
import { KubeConfig } from "@kubernetes/client-node";
import type { Authority, Certificate } from "./certificates.ts";

/** A kubeconfig for a server on loopback. Without a certificate, the user is anonymous. */
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

/** Writes a self-contained kubeconfig with embedded certificates and keys. */
export function writeKubeConfig(path: string, config: KubeConfig): string {
    writeFileSync(path, config.exportConfig(), { mode: 0o600 });
    return path;
}

const base64 = (file: string): string => readFileSync(file, "base64");
