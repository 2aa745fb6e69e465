import { dump } from "js-yaml";

/** The settings of a node in its user data. */
export interface NodeSettings {
    cluster: { name: string; endpoint: string; certificateAuthority: string };
    labels: Record<string, string>;
    taints?: { key: string; value?: string; effect: string }[];
}

/** User data as EKS writes it for a managed node group with Amazon Linux 2023. */
export function nodeUserData({ cluster, labels, taints = [] }: NodeSettings): string {
    const { name, endpoint, certificateAuthority } = cluster;
    const nodeLabels = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const config = {
        apiVersion: "node.eks.aws/v1alpha1",
        kind: "NodeConfig",
        spec: {
            cluster: { name, apiServerEndpoint: endpoint, certificateAuthority, cidr: "10.100.0.0/16" },
            kubelet: {
                ...(taints.length > 0 && { config: { registerWithTaints: taints } }),
                flags: [`--node-labels=${nodeLabels.join(",")}`],
            },
        },
    };
    return [
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="//"',
        "",
        "--//",
        "Content-Type: application/node.eks.aws",
        "",
        dump(config, { lineWidth: -1 }),
        "--//--",
        "",
    ].join("\n");
}
