import { rmSync } from "node:fs";
import type { Aws, EksCluster, StartControlPlane } from "./aws/aws.ts";
import { type Cluster, startCluster } from "./cluster/cluster.ts";
import { drain } from "./nodes/drain.ts";
import { areReady, watchNodes } from "./nodes/nodes.ts";
import type { LabFolder } from "./process/folder.ts";
import type { Progress } from "./process/progress.ts";
import { until } from "./process/until.ts";
import type { Tools } from "./tools/tools.ts";

/** The parts of the lab that a created cluster needs. */
interface Parts {
    folder: LabFolder;
    tools: Tools;
    aws: Aws;
    /** The running clusters. */
    clusters: Set<Cluster>;
}

/** Starts control planes for `CreateCluster`, with kubelets for the instances in their VPCs. */
export const provisioner =
    ({ folder, tools, aws, clusters }: Parts, progress: Progress): StartControlPlane =>
    async order => {
        const { name, region, network } = order;
        // A deleted cluster of the same name has left its data.
        rmSync(folder.folder("clusters", `${name}-${region}`), { recursive: true });
        let registered: EksCluster | undefined;
        // EKS has the cluster already, and removes it itself.
        const itself = {
            ...aws,
            addCluster(cluster: EksCluster) {
                registered = cluster;
            },
            removeCluster() {},
        };
        const cluster = await startCluster(folder, tools, itself, order);
        progress(`cluster: ${name} in ${region}, Kubernetes ${cluster.version}, ${cluster.endpoint}`);
        clusters.add(cluster);
        const nodes = watchNodes(folder, tools, aws, cluster, network.vpcId);
        let stopped = false;
        return {
            endpoint: cluster.endpoint,
            certificateAuthority: cluster.certificateAuthority,
            issuer: cluster.issuer,
            jwks: registered!.jwks,
            async joined(instanceIds) {
                const ready = async () => stopped || areReady(instanceIds, nodes, cluster);
                const subject = `the nodes of ${instanceIds.join(", ")} to be Ready`;
                await until(subject, ready, { timeout: 180_000, every: 500, hint: nodes.log });
            },
            async drain(instanceId) {
                const node = nodes.joined(instanceId);
                if (node && !stopped) await drain(cluster.client, node, () => stopped);
            },
            async stop() {
                stopped = true;
                clusters.delete(cluster);
                await nodes.stop();
                await cluster.stop();
                progress(`cluster: ${name} has stopped`);
            },
        };
    };
