/** The domain of a label's key, as in the CRDs' rules: the part before the slash, or the whole key without one. */
const domainOf = (key: string): string => /^[^/]+/.exec(key)?.[0] ?? "";

/** The labels in Karpenter's AWS domain for requirements of node pools and node overlays. Source: the CRDs of 1.14.3 and 1.15.0. */
const ofInstances = [
    "ec2nodeclass",
    "instance-accelerator-count",
    "instance-accelerator-manufacturer",
    "instance-accelerator-name",
    "instance-capability-flex",
    "instance-category",
    "instance-cpu",
    "instance-cpu-manufacturer",
    "instance-cpu-sustained-clock-speed-mhz",
    "instance-ebs-bandwidth",
    "instance-encryption-in-transit-supported",
    "instance-family",
    "instance-generation",
    "instance-gpu-count",
    "instance-gpu-manufacturer",
    "instance-gpu-memory",
    "instance-gpu-name",
    "instance-hypervisor",
    "instance-local-nvme",
    "instance-memory",
    "instance-network-bandwidth",
    "instance-size",
].map(name => `karpenter.k8s.aws/${name}`);

/** The additional labels for requirements of node pools. */
const ofOfferings = [
    "capacity-reservation-id",
    "capacity-reservation-interruptible",
    "capacity-reservation-type",
    "instance-tenancy",
    "placement-group-id",
    "placement-group-partition",
].map(name => `karpenter.k8s.aws/${name}`);

const allowed = {
    NodePool: ["karpenter.sh/capacity-type", ...ofInstances, ...ofOfferings],
    NodeOverlay: ["karpenter.sh/capacity-type", "karpenter.sh/nodepool", ...ofInstances],
};

/** The well-known labels outside Karpenter's domains. */
const elsewhere = [
    "kubernetes.io/arch",
    "kubernetes.io/os",
    "node.kubernetes.io/instance-type",
    "node.kubernetes.io/windows-build",
    "topology.k8s.aws/zone-id",
    "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone",
];

/** The well-known labels for requirements of node pools. */
export const wellKnown = [...allowed.NodePool, ...elsewhere];

/** The reason why a label is restricted in requirements and labels of nodes; `undefined` if it is not. */
export function restriction(key: string, kind: keyof typeof allowed): string | undefined {
    if (key === "kubernetes.io/hostname") return "which is different on each node; remove it";
    if (allowed[kind].includes(key)) return undefined;
    if (key === "karpenter.sh/nodepool") return "which Karpenter sets itself; remove it";
    const domain = ["karpenter.sh", "karpenter.k8s.aws"].find(each => domainOf(key).endsWith(each));
    if (domain === undefined) return undefined;
    const names = allowed[kind]
        .filter(each => each.startsWith(`${domain}/`))
        .map(each => each.slice(domain.length + 1));
    const most = names.slice(0, 30).join(", ");
    return `whose domain ${domain} is restricted; allowed in it: ${most}`;
}
