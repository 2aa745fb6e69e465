import { CoreV1Api } from "@kubernetes/client-node";
import type { Aws } from "./aws/aws.ts";
import { type Network, seedCluster, seedNetwork } from "./aws/seed.ts";
import { type Cluster, startCluster } from "./cluster/cluster.ts";
import { type Nodes, startNodes } from "./nodes/nodes.ts";
import type { LabFolder } from "./process/folder.ts";
import type { Progress } from "./process/progress.ts";
import type { Tools } from "./tools/tools.ts";

/** What a cluster of the lab is to be. */
export interface SiteOptions {
    name: string;
    region: string;
    authenticationMode: "CONFIG_MAP" | "API_AND_CONFIG_MAP" | "API";
}

/** A cluster on which a stack can go: its network, its control plane, its system nodes, and what in AWS belongs to it. */
export interface Site {
    network: Network;
    cluster: Cluster;
    nodes: Nodes;
    stop(): Promise<void>;
}

/** Brings a cluster up, from the network to the nodes that Karpenter itself will run on. */
export async function startSite(
    { folder, tools, aws }: { folder: LabFolder; tools: Tools; aws: Aws },
    options: SiteOptions,
    progress: Progress = () => {},
): Promise<Site> {
    const network = await seedNetwork(aws, { region: options.region, cluster: options.name });
    const cluster = await startCluster(folder, tools, aws, { ...options, network });
    progress(`cluster: ${cluster.name} in ${cluster.region}, Kubernetes ${cluster.version}, ${cluster.endpoint}`);
    const { systemRoleArn } = await seedCluster(aws, cluster);
    if (options.authenticationMode !== "API") await mapRoles(cluster, systemRoleArn);
    const nodes = await startNodes(folder, tools, aws, cluster);
    progress("nodes: the system's two are ready");
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

/** The aws-auth of a cluster that has been in use for a while: written by several hands, in several styles. */
async function mapRoles({ client }: Cluster, systemRoleArn: string): Promise<void> {
    const mapRoles = `# the platform's own nodes
- rolearn: ${systemRoleArn}
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes]
- "rolearn": "${systemRoleArn.replace(/[^/]+$/, "deployers")}"
  "username": "deployer"   # asked for by the web team
  "groups":
      - "web:deployers"
`;
    const mapUsers = "- {userarn: someone, username: someone, groups: [readers]}\n";
    const body = { metadata: { name: "aws-auth" }, data: { mapRoles, mapUsers } };
    await client.makeApiClient(CoreV1Api).createNamespacedConfigMap({ namespace: "kube-system", body });
}
