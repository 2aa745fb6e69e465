import { plain } from "../../inputs/plain.ts";
import { Joining } from "../../nodes/joining.ts";
import { amiFamilyOf, isWindows, usesNodeRole } from "../../nodes/node-class.ts";
import type { EC2NodeClassSpec } from "../../nodes/node-class-spec.ts";
import { nodeRoleName } from "../../nodes/node-role-name.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { requirementsOf } from "../node-pool/requirements.ts";
import { valuesOf } from "../node-pool/values.ts";
import type { Rule } from "../rule.ts";
import { classOf, type NodeClass, once, type Pool, type Stack } from "../stack.ts";

/** The values of a label if the pool's only requirement on it is `In`, with at least one known value. */
function named(pool: Pool, key: string): { path: string; values: string[] } | undefined {
    const found = requirementsOf(pool).filter(requirement => requirement.key === key);
    const { path, operator, values } = found[0] ?? {};
    if (found.length !== 1 || operator !== "In" || !values?.some(value => valuesOf.get(key)?.includes(value)))
        return undefined;
    return { path: path!, values };
}

/** The problem with a requirement: at its path, or at `requirements` if the pool omits them and the default does not match. */
function unmet(
    pool: Pool,
    { args }: Stack,
    { path, values }: { path: string; values: string[] },
    why: string,
): Problem {
    const own = args.nodePools[pool.name]?.spec?.template?.spec?.requirements;
    return own === undefined
        ? {
              path: "spec.template.spec.requirements",
              message: `missing, and the default is ${values.join(", ")}; ${why}`,
          }
        : { path: `${path}.values`, message: `found ${show(values)}; ${why}` };
}

/** The operating system of a class's nodes; `undefined` if the image family is unknown or `Custom`. */
const systemOf = (spec: EC2NodeClassSpec): string | undefined => {
    const family = amiFamilyOf(spec);
    if (family === undefined || family === "Custom") return undefined;
    return isWindows(spec) ? "windows" : "linux";
};

/** Requires the operating system of the class's images. */
export const poolSystem: Rule<Pool> = {
    name: "pool-system",
    verdict: "refused",
    says: "A pool's `kubernetes.io/os` includes the operating system of its node class's images: otherwise no instance type matches.",
    source: "controller, instancetype.computeRequirements",
    *find(pool, stack): Generator<Problem> {
        const nodeClass = classOf(pool, stack);
        const system = nodeClass && systemOf(nodeClass.spec);
        const wanted = named(pool, "kubernetes.io/os");
        if (!system || !wanted || wanted.values.includes(system)) return;
        yield unmet(
            pool,
            stack,
            wanted,
            `${below("nodeClasses", nodeClass.name)} has images for ${system} only; set kubernetes.io/os In ${show([system])}`,
        );
    },
};

/** The architecture in an image's name. */
const architectureIn = (text: string | undefined): string | undefined =>
    text === undefined
        ? undefined
        : /arm64|aarch64/.test(text)
          ? "arm64"
          : /x86_64|amd64/.test(text)
            ? "amd64"
            : undefined;

/** The architectures of a class's images; `undefined` if any of them is unknown. */
function architecturesOf(spec: EC2NodeClassSpec): string[] | undefined {
    if (isWindows(spec)) return ["amd64"];
    const found = spec.amiSelectorTerms.map(
        ({ name, ssmParameter }) => architectureIn(plain<string>(name)) ?? architectureIn(plain<string>(ssmParameter)),
    );
    return found.includes(undefined) ? undefined : (found as string[]);
}

/** Requires an architecture that the class has images for. */
export const poolArchitecture: Rule<Pool> = {
    name: "pool-architecture",
    verdict: "refused",
    says: "A pool's `kubernetes.io/arch` includes an architecture that its node class has images for: Windows images, and images with an architecture in their name or SSM parameter, have only one.",
    source: "controller, amifamily.MapToInstanceTypes",
    *find(pool, stack): Generator<Problem> {
        const nodeClass = classOf(pool, stack);
        const images = nodeClass && architecturesOf(nodeClass.spec);
        const wanted = named(pool, "kubernetes.io/arch");
        if (!images || !wanted || wanted.values.some(value => images.includes(value))) return;
        const have = [...new Set(images)].join(", ");
        yield unmet(
            pool,
            stack,
            wanted,
            `${below("nodeClasses", nodeClass.name)} has images for ${have} only; set kubernetes.io/arch In ${show([...new Set(images)])}`,
        );
    },
};

/** Whether a Linux class of the stack uses the node role. */
const linuxOnNodeRole = once(({ args, nodeClasses }) => {
    const role = nodeRoleName(args);
    return nodeClasses.some(
        ({ spec }) => usesNodeRole(spec, role) && amiFamilyOf(spec) !== undefined && !isWindows(spec),
    );
});

/** Forbids Windows and Linux classes that share the node role. */
export const oneSystem: Rule<NodeClass> = {
    name: "one-system",
    verdict: "refused",
    says: "Windows and Linux node classes do not share the node role if nodes join by access entry, because an access entry has one type.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html",
    *find({ spec }, stack): Generator<Problem> {
        if (stack.args.nodeRole.joining !== Joining.AccessEntry) return;
        if (!isWindows(spec) || !usesNodeRole(spec, nodeRoleName(stack.args)) || !linuxOnNodeRole(stack)) return;
        yield {
            path: "spec.role",
            message:
                "this Windows class shares the node role with Linux classes, but the role's access entry has one type; " +
                "set another role, which has an access entry of type EC2_WINDOWS",
        };
    },
};

/** Warns about pools on IPv6 clusters that allow instances without IPv6. */
export const nitroOnIpv6: Rule<Pool> = {
    name: "nitro-on-ipv6",
    verdict: "warning",
    says: "On an IPv6 cluster, pools require `karpenter.k8s.aws/instance-hypervisor: nitro` or choose generations, families or types: pods on instances that are not Nitro get no address.",
    source: "https://karpenter.sh/docs/concepts/nodepools/, https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html",
    *find(pool, { args }): Generator<Problem> {
        if (args.cluster.ipFamily !== "ipv6") return;
        const keys = requirementsOf(pool).map(({ key }) => key);
        // A pool that selects generations, families or types has chosen already.
        const chosen = ["instance-hypervisor", "instance-generation", "instance-family"].map(
            name => `karpenter.k8s.aws/${name}`,
        );
        if (keys.some(key => key === undefined || [...chosen, "node.kubernetes.io/instance-type"].includes(key)))
            return;
        yield {
            path: "spec.template.spec.requirements",
            message:
                "missing karpenter.k8s.aws/instance-hypervisor In [nitro]: on this IPv6 cluster, pods on other instances get no address; add it",
        };
    },
};
