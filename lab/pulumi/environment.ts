import { delimiter, dirname, join } from "node:path";
import type { Aws } from "../aws/aws.ts";
import { cacheFolder, type LabFolder } from "../process/folder.ts";
import type { Tools } from "../tools/tools.ts";
import { binFolder, pluginFolder } from "./project.ts";

/** Environment of the engine, the program and the plugins. */
export function environmentOf(folder: LabFolder, tools: Tools, aws: Aws, region: string): Record<string, string> {
    const path = [
        binFolder,
        ...[tools.pulumi, tools.aws, tools.helm].map(tool => dirname(tool)),
        process.env.PATH,
        // Last, so that an official plugin on PATH takes precedence.
        pluginFolder,
    ];
    return {
        ...aws.environment(region),
        PATH: path.join(delimiter),
        PULUMI_HOME: folder.folder("pulumi"),
        PULUMI_BACKEND_URL: `file://${folder.folder("state")}`,
        PULUMI_CONFIG_PASSPHRASE: "lab",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // Every operation starts three Node processes.
        NODE_COMPILE_CACHE: join(cacheFolder, "compiled"),
    };
}

/** Removes variables for other accounts and clusters from this process's environment, which children inherit. */
export function forgetAccounts(): void {
    for (const name of Object.keys(process.env)) if (/^(AWS|PULUMI|KUBE|HELM)/.test(name)) delete process.env[name];
}
