import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Connection } from "./connection.ts";

/** Runs helm (`HELM` in the environment, or from PATH) and returns its output. The signal stops it. */
export async function helm(args: string[], options: { input?: object; env?: object; signal?: AbortSignal } = {}) {
    const { input = {}, env, signal } = options;
    signal?.throwIfAborted();
    const child = spawn(process.env.HELM ?? "helm", args, { env: { ...process.env, ...env }, stdio: "pipe" });
    const stop = () => child.kill();
    signal?.addEventListener("abort", stop);
    const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
    // It may exit before it has read all input.
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(input));
    const [code, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    signal?.removeEventListener("abort", stop);
    if (code === 0) return out;
    throw new Error(`helm ${args.slice(0, 2).join(" ")}: ${errors.trim().replace(/^Error: /m, "")}`);
}

/** Runs helm on a cluster, with a temporary kubeconfig that only this user can read. */
export async function helmOn(
    { text: kubeconfig, context, signal }: Pick<Connection, "text" | "context"> & Partial<Pick<Connection, "signal">>,
    args: string[],
    input?: object,
) {
    const folder = mkdtempSync(join(tmpdir(), "helm-"));
    try {
        const file = join(folder, "kubeconfig");
        if (kubeconfig) writeFileSync(file, kubeconfig, { mode: 0o600 });
        const which = context ? ["--kube-context", context] : [];
        return await helm([...args, ...which], { input, env: kubeconfig ? { KUBECONFIG: file } : {}, signal });
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Whether helm reports that a release does not exist. */
export const isReleaseNotFound = (error: unknown): boolean =>
    error instanceof Error && error.message.includes("release: not found");
