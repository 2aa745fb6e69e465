import type { EC2NodeClassSpec } from "../../../components/nodes/node-class-spec.ts";
import type {
    NodeClaimTemplate,
    NodePoolSpec,
    Operator,
    Requirement,
} from "../../../components/nodes/node-pool-spec.ts";

const aws = (name: string) => `karpenter.k8s.aws/instance-${name}`;
const asks = (key: string, operator: Operator, ...values: string[]): Requirement => ({
    key,
    operator,
    ...(values.length && { values }),
});
const families = (...values: string[]) => asks(aws("family"), "In", ...values);
const amd64 = asks("kubernetes.io/arch", "In", "amd64");
const virtual = asks(aws("hypervisor"), "In", "nitro");
const onDemand = asks("karpenter.sh/capacity-type", "In", "on-demand");
const spot = asks("karpenter.sh/capacity-type", "In", "spot");

/** Node classes, and pools of them. */
export const classes: { [name: string]: EC2NodeClassSpec } = {
    default: { amiSelectorTerms: [{ alias: "al2023@v20260903" }] },
    nested: { amiSelectorTerms: [{ alias: "al2023@v20260903" }], cpuOptions: { nestedVirtualization: "enabled" } },
};

/** A pool with these requirements, and what else. */
const pool = (
    requirements: Requirement[],
    more: Partial<NodePoolSpec> = {},
    template: NodeClaimTemplate = {},
): NodePoolSpec => ({
    template: {
        ...template,
        spec: { nodeClassRef: { name: "default" }, ...template.spec, requirements, terminationGracePeriod: "1m" },
    },
    ...more,
});

/** Pools that may launch so many instance types that one launch takes all of them … */
export const narrow: { [name: string]: NodePoolSpec } = {
    family: pool([families("c5", "m6i"), onDemand]),
    generation: pool([
        asks(aws("category"), "In", "x"),
        asks(aws("generation"), "Lt", "3"),
        asks("kubernetes.io/arch", "In", "arm64"),
        onDemand,
    ]),
    bounds: pool([
        amd64,
        asks(aws("category"), "In", "c", "m"),
        asks(aws("generation"), "Gte", "7"),
        asks(aws("cpu"), "Gt", "15"),
        asks(aws("cpu"), "Lt", "33"),
        asks(aws("memory"), "Lte", "65536"),
        spot,
    ]),
    arm64: pool([
        asks("kubernetes.io/arch", "In", "arm64"),
        families("c7g", "m7g", "r7g", "t4g"),
        asks(aws("size"), "NotIn", "nano", "micro"),
        spot,
    ]),
    gpu: pool([
        asks(aws("gpu-manufacturer"), "In", "nvidia"),
        asks(aws("gpu-count"), "Lte", "1"),
        asks(aws("gpu-memory"), "Gt", "20000"),
        onDemand,
    ]),
    nvme: pool([asks(aws("local-nvme"), "Gt", "3000"), asks(aws("category"), "In", "i", "d"), virtual, onDemand]),
    except: pool([
        amd64,
        asks(aws("category"), "NotIn", "t", "i", "x"),
        asks(aws("family"), "NotIn", "c6i", "m6i"),
        asks(aws("generation"), "In", "5", "6", "7"),
        asks(aws("size"), "In", "large"),
        spot,
    ]),
    values: pool([{ ...families("c5", "c6i", "m5", "m6i"), minValues: 4 }, asks(aws("cpu"), "Gte", "48"), onDemand]),
    labelled: pool([families("c5", "c6i", "m5"), onDemand], {}, { metadata: { labels: { [aws("size")]: "xlarge" } } }),
    limited: pool([families("c5", "c6i", "m5", "r5"), onDemand], { limits: { cpu: 16, memory: "60Gi" } }),
    nested: pool(
        [families("c5", "c8i", "m8i", "r8i"), virtual, onDemand],
        {},
        { spec: { nodeClassRef: { name: "nested" } } },
    ),
};

/** … one of which a launch takes a part, and one that can launch nothing. */
export const wide = pool([amd64, asks(aws("category"), "In", "c", "m", "r"), spot]);
export const nothing = pool([families("c5"), asks("kubernetes.io/arch", "In", "arm64"), onDemand]);
