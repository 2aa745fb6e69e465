import { CoreV1Api } from "@kubernetes/client-node";
import type { Aws } from "./aws/aws.ts";
import { type Network, seedCluster, seedNetwork } from "./aws/seed.ts";
import { type Cluster, startCluster } from "./cluster/cluster.ts";
import { type Nodes, startNodes } from "./nodes/nodes.ts";
import type { LabFolder } from "./process/folder.ts";
import type { Progress } from "./process/progress.ts";
import type { Tools } from "./tools/tools.ts";

/** Options of a cluster. */
export interface SiteOptions {
    name: string;
    region: string;
    authenticationMode: "CONFIG_MAP" | "API_AND_CONFIG_MAP" | "API";
}

/** A cluster with everything that a stack requires: network, control plane, system nodes, and its resources in AWS. */
export interface Site {
    network: Network;
    cluster: Cluster;
    nodes: Nodes;
    stop(): Promise<void>;
}

/** Starts a cluster, from the network to the system nodes that will run Karpenter. */
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

/** Creates an aws-auth as on a cluster with some history: several authors, several styles. */
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
