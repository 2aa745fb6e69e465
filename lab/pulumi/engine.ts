import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { CommandError, PulumiCommand } from "@pulumi/pulumi/automation/index.js";

/**
 * Pulumi's CLI as the Automation API runs it, but in its own process group: Ctrl-C reaches only the lab, which then
 * cancels the operation. A second cancellation, by the terminal, would abort it.
 */
export async function engine(pulumi: string): Promise<PulumiCommand> {
    // The engine is older than the SDK: newer versions cannot be built from modules (docs/lab.md).
    const command = await PulumiCommand.get({ root: dirname(dirname(pulumi)), skipVersionCheck: true });
    return Object.assign(command, { run });
}

type Listener = (text: string) => void;

async function run(
    this: PulumiCommand,
    args: string[],
    cwd: string,
    environment: Record<string, string>,
    onOutput?: Listener,
    onError?: Listener,
    signal?: AbortSignal,
): Promise<{ stdout: string; stderr: string; code: number }> {
    const PATH = [dirname(this.command), environment.PATH ?? process.env.PATH].join(delimiter);
    const child = spawn(this.command, [...args, "--non-interactive"], {
        cwd,
        env: { ...process.env, ...environment, PATH, PULUMI_AUTOMATION_API: "true" },
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const cancel = () => void child.kill("SIGINT");
    signal?.addEventListener("abort", cancel);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", text => {
        stdout += text;
        onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", text => {
        stderr += text;
        onError?.(text);
    });
    const code = await new Promise<number | string>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code, killed) => resolve(code ?? killed ?? "unknown"));
    });
    signal?.removeEventListener("abort", cancel);
    if (code !== 0) throw new CommandError(`pulumi ${args[0]} ended with ${code}\n${stdout}\n${stderr}`);
    return { stdout, stderr, code };
}
