import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cluster, startCluster } from "../../../lab/cluster/cluster.ts";
import { LabFolder } from "../../../lab/process/folder.ts";
import { KubernetesPlugin } from "../../../lab/providers/kubernetes/provider.ts";
import { ensureTools, type Tools } from "../../../lab/tools/tools.ts";
import { startFakeAws } from "../cluster/fake-aws.ts";
import { Engine } from "./kubernetes-engine.ts";

/** A cluster, and the plugin on it. */
export interface Site {
    folder: LabFolder;
    tools: Tools;
    cluster: Cluster;
    plugin: KubernetesPlugin;
    engine: Engine;
    /** What the plugin told a person. */
    warnings: string[];
    stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
    const tools = await ensureTools(line => console.log(line));
    const folder = new LabFolder(mkdtempSync(join(tmpdir(), "kubernetes-plugin-")));
    const aws = await startFakeAws();
    const network = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], securityGroupId: "sg-1" };
    const options = { name: "lab", region: "us-east-1", authenticationMode: "API", network } as const;
    const cluster = await startCluster(folder, tools, aws, options);
    const { plugin, warnings } = createPlugin();
    await plugin.configure({ kubeconfig: cluster.admin, clusterIdentifier: "lab" });
    return {
        folder,
        tools,
        cluster,
        plugin,
        engine: new Engine(plugin),
        warnings,
        async stop() {
            await cluster.stop();
            await aws.stop();
            folder.remove();
        },
    };
}

/** A plugin that is not configured yet, and what it tells a person. */
export function createPlugin() {
    const warnings: string[] = [];
    const plugin = new KubernetesPlugin({ warn: async (_, message) => void warnings.push(message) });
    return { plugin, warnings };
}
