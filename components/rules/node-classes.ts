import type { KarpenterArgs } from "../args.ts";
import { nodeRoleName, versionOf } from "../defaults.ts";
import { defaultJoining, Joining } from "../nodes/joining.ts";
import { aliasOf, isWindows, usesNodeRole } from "../nodes/node-class.ts";
import type { AmiFamily, AmiSelectorTerm, EC2NodeClassSpec } from "../nodes/node-class-spec.ts";
import { checkObjectName } from "./object-name.ts";
import { plain } from "./plain.ts";
import { type Problem, show } from "./problem.ts";
import { atLeast, minorOf } from "./versions.ts";

/** What would keep a node class from working. */
export function checkNodeClasses(args: KarpenterArgs): Problem[] {
    const { nodeClasses = {}, checks = {}, cluster } = args;
    const minor = minorOf(versionOf(args)) ?? "";
    const unpinnedAllowed = checks.unpinnedImages ?? checks.development ?? false;
    const problems = Object.entries(nodeClasses).flatMap(([name, { spec }]) => {
        const path = `nodeClasses.${name}`;
        return [
            ...checkObjectName(path, "labelled", name),
            ...checkRole(`${path}.spec`, spec),
            ...checkAlias(`${path}.spec`, spec, plain<string>(cluster.version)),
            ...(unpinnedAllowed ? [] : unpinned(`${path}.spec`, spec)),
            ...checkMinor(`${path}.spec`, spec, minor),
        ];
    });
    return [...problems, ...checkOneSystem(args)];
}

/** What is likely unwanted in a node class. */
export const doubtNodeClasses = ({ nodeClasses = {} }: KarpenterArgs): Problem[] =>
    Object.entries(nodeClasses)
        .filter(([, { spec }]) => plain<AmiFamily>(spec.amiFamily) === "AL2" && !aliasOf(spec))
        .map(([name]) => ({
            path: `nodeClasses.${name}.spec.amiFamily`,
            message:
                "found AL2, which gets no new images since November 2025 and ends with Kubernetes 1.32; AL2023 follows it",
        }));

function checkRole(path: string, { role, instanceProfile }: EC2NodeClassSpec): Problem[] {
    if (role !== undefined && instanceProfile !== undefined)
        return [{ path, message: "found both role and instanceProfile, expected one of them" }];
    const name = plain<string>(role);
    if (name === undefined || !/[/:]/.test(name)) return [];
    const message = `found ${show(name)}, expected the bare name of the role: Karpenter compares it with the name that IAM gives`;
    return [{ path: `${path}.role`, message }];
}

/** Images end where a Kubernetes version does: https://karpenter.sh/docs/concepts/nodeclasses/#alias */
function checkAlias(path: string, spec: EC2NodeClassSpec, kubernetes: string | undefined): Problem[] {
    const alias = aliasOf(spec);
    const refuse = (message: string): Problem[] => [{ path: `${path}.amiSelectorTerms`, message }];
    if (alias?.family === "al2" && atLeast(kubernetes, "1.33"))
        return refuse(
            `found an al2 alias; there are no AL2 images for Kubernetes ${kubernetes}, the last are for 1.32; use al2023`,
        );
    if (alias?.family === "windows2025" && kubernetes !== undefined && !atLeast(kubernetes, "1.35"))
        return refuse(
            `found a windows2025 alias; its images begin with Kubernetes 1.35, and the cluster has ${kubernetes}`,
        );
    return [];
}

function unpinned(path: string, spec: EC2NodeClassSpec): Problem[] {
    const moves = (term: AmiSelectorTerm): string | undefined => {
        const alias = plain<string>(term.alias);
        const name = plain<string>(term.name);
        // Windows images have no other version.
        if (alias?.endsWith("@latest") && !/^windows/i.test(alias)) return alias;
        return name?.includes("*") ? name : undefined;
    };
    return spec.amiSelectorTerms.flatMap((term, index) => {
        const found = moves(term);
        if (found === undefined) return [];
        const key = term.alias === undefined ? "name" : "alias";
        const message =
            `found ${show(found)}: every release of the image replaces the nodes; pin a version, or set checks.unpinnedImages ` +
            "(checks.development in a stack for development)";
        return [{ path: `${path}.amiSelectorTerms[${index}].${key}`, message }];
    });
}

const kubeletFields = [
    "clusterDNS",
    "cpuCFSQuota",
    "evictionHard",
    "evictionSoft",
    "evictionSoftGracePeriod",
    "evictionMaxPodGracePeriod",
    "imageGCHighThresholdPercent",
    "imageGCLowThresholdPercent",
    "kubeReserved",
    "systemReserved",
    "maxPods",
    "podsPerCore",
];

/** Fields that this Karpenter minor does not have. */
function checkMinor(path: string, { kubelet = {}, enclaveOptions }: EC2NodeClassSpec, minor: string): Problem[] {
    if (minor !== "1.14") return [];
    const unknown = Object.keys(kubelet).filter(field => !kubeletFields.includes(field));
    return [
        ...unknown.map(field => ({
            path: `${path}.kubelet.${field}`,
            message: `Karpenter 1.14 does not have this field; allowed: ${kubeletFields.join(", ")}`,
        })),
        ...(enclaveOptions
            ? [{ path: `${path}.enclaveOptions`, message: "Karpenter 1.14 does not have this field; 1.15 does" }]
            : []),
    ];
}

/** An access entry lets nodes of one operating system join, so Windows and Linux classes can't share the node role. */
function checkOneSystem(args: KarpenterArgs): Problem[] {
    const { nodeClasses = {}, nodeRole = {}, cluster } = args;
    if ((nodeRole.joining ?? defaultJoining(cluster.authenticationMode)) !== Joining.AccessEntry) return [];
    const name = nodeRoleName(args);
    const own = Object.entries(nodeClasses).filter(([, { spec }]) => usesNodeRole(spec, name));
    const windows = own.filter(([, { spec }]) => isWindows(spec));
    if (windows.length === 0 || windows.length === own.length) return [];
    return windows.map(([name]) => ({
        path: `nodeClasses.${name}.spec.role`,
        message:
            "this Windows class shares the node role with Linux classes, and a role's access entry lets only one system join; " +
            "name a role of its own, with an access entry of type EC2_WINDOWS",
    }));
}
