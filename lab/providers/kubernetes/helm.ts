import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Connection } from "./connection.ts";

/** Runs helm (`HELM` in the environment, or the one on PATH), and gives what it prints. On the signal, helm is told to stop. */
export async function helm(args: string[], options: { input?: object; env?: object; signal?: AbortSignal } = {}) {
    const { input = {}, env, signal } = options;
    signal?.throwIfAborted();
    const child = spawn(process.env.HELM ?? "helm", args, { env: { ...process.env, ...env }, stdio: "pipe" });
    const stop = () => child.kill();
    signal?.addEventListener("abort", stop);
    const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
    // It may end without having read all.
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(input));
    const [code, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    signal?.removeEventListener("abort", stop);
    if (code === 0) return out;
    throw new Error(`helm ${args.slice(0, 2).join(" ")}: ${errors.trim().replace(/^Error: /m, "")}`);
}

/** Runs helm on a cluster. The kubeconfig is in a file of this user's alone while it runs. */
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

/** Helm's word for a release that is not there. */
export const isReleaseNotFound = (error: unknown): boolean =>
    error instanceof Error && error.message.includes("release: not found");
