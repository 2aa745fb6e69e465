import type { V1Taint } from "@kubernetes/client-node";

/** What a machine learns from its user data: which cluster it joins, and as what. */
export interface Boot {
    cluster: string;
    endpoint: string;
    /** The cluster's certificate authority, base64. */
    certificateAuthority: string;
    labels: Record<string, string>;
    taints: V1Taint[];
    /** The kubelet's pod limit. Default: what the instance type's network interfaces carry. */
    maxPods?: number;
    operatingSystem: string;
}
