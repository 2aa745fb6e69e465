import { subdomain } from "./object-name.ts";

/** The part of a label's key before its slash, as the CRDs' rules find it: the whole key where it has none. */
const domainOf = (key: string): string => /^[^/]+/.exec(key)?.[0] ?? "";

/** What requirements of node pools and node overlays may name in Karpenter's AWS domain. Source: the CRDs of 1.14.3 and 1.15.0. */
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

/** What only node pools may name beside these. */
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

/** Labels that Karpenter knows outside its own domains. */
const elsewhere = [
    "kubernetes.io/arch",
    "kubernetes.io/os",
    "node.kubernetes.io/instance-type",
    "node.kubernetes.io/windows-build",
    "topology.k8s.aws/zone-id",
    "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone",
];

/** Every label that a node pool's requirement may name and Karpenter itself knows. */
export const wellKnown = [...allowed.NodePool, ...elsewhere];

/** Why a label can't be named in a requirement, or given to nodes; `undefined` where it can. */
export function restriction(key: string, kind: keyof typeof allowed): string | undefined {
    if (key === "kubernetes.io/hostname") return "which is each node's own";
    if (allowed[kind].includes(key)) return undefined;
    if (key === "karpenter.sh/nodepool") return "which Karpenter sets itself";
    const domain = ["karpenter.sh", "karpenter.k8s.aws"].find(each => domainOf(key).endsWith(each));
    if (domain === undefined) return undefined;
    const names = allowed[kind]
        .filter(each => each.startsWith(`${domain}/`))
        .map(each => each.slice(domain.length + 1));
    const most = names.slice(0, 30).join(", ");
    return `whose domain ${domain} is Karpenter's; of it may be named: ${most}`;
}

const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Whether a text is the key of a label: a name of at most 63, after a domain and a slash or not. */
export function isQualifiedName(key: string): boolean {
    const parts = key.split("/");
    const [last = "", domain] = parts.reverse();
    const prefixed = domain === undefined || (domain.length <= 253 && subdomain.test(domain));
    return parts.length <= 2 && prefixed && last.length <= 63 && name.test(last);
}

/** Whether a text is the value of a label: nothing, or a name of at most 63. */
export const isLabelValue = (value: string): boolean => value === "" || (value.length <= 63 && name.test(value));
