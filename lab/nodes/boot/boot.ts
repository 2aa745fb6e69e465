import type { V1Taint } from "@kubernetes/client-node";

/** Settings in a machine's user data: the cluster to join, and the node's labels, taints and limits. */
export interface Boot {
    cluster: string;
    endpoint: string;
    /** The cluster's certificate authority, base64. */
    certificateAuthority: string;
    labels: Record<string, string>;
    taints: V1Taint[];
    /** The kubelet's pod limit. Defaults to the number that the instance type's network interfaces support. */
    maxPods?: number;
    operatingSystem: string;
}
