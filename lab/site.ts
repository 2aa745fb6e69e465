import { type Network, seedCluster, seedNetwork } from "./aws/seed.ts";
import { type Cluster, startCluster } from "./cluster/cluster.ts";
import type { Lab } from "./lab.ts";
import { type Nodes, startNodes } from "./nodes/nodes.ts";

/** What a cluster of the lab is to be. */
export interface SiteOptions {
    name: string;
    region: string;
    authenticationMode: "CONFIG_MAP" | "API_AND_CONFIG_MAP" | "API";
}

/** A cluster on which a stack can go: its network, its control plane, its system nodes, and whatever in AWS belongs to it. */
export interface Site {
    network: Network;
    cluster: Cluster;
    nodes: Nodes;
    stop(): Promise<void>;
}

/** Brings a cluster up, from the network to the nodes that Karpenter itself will run on. */
export async function startSite({ folder, tools, aws }: Pick<Lab, "folder" | "tools" | "aws">, options: SiteOptions): Promise<Site> {
    const network = await seedNetwork(aws, { region: options.region, cluster: options.name });
    const cluster = await startCluster(folder, tools, aws, { ...options, network });
    await seedCluster(aws, cluster);
    const nodes = await startNodes(folder, tools, aws, cluster);
    return {
        network,
        cluster,
        nodes,
        async stop() {
            await nodes.stop();
            await cluster.stop();
        },
    };
}
