import type { Input } from "@pulumi/pulumi";
import { merge } from "../inputs/merge.ts";
import { plain } from "../inputs/plain.ts";
import type { AmiFamily, EC2NodeClassSpec, SecurityGroupSelectorTerm, SubnetSelectorTerm } from "./node-class-spec.ts";

/** An EC2NodeClass: AWS-specific settings of the nodes. */
export interface NodeClassArgs {
    /**
     * The EC2NodeClass's `spec`, as documented by Karpenter. The role and the selector terms of subnets and security groups have defaults.
     */
    spec: EC2NodeClassSpec;
    /** Labels of the EC2NodeClass itself. Defaults to none. */
    labels?: { [key: string]: Input<string> };
    /** Annotations of the EC2NodeClass itself. Defaults to none. */
    annotations?: { [key: string]: Input<string> };
}

/** Defaults of a class's `spec` from the component. */
interface NodeClassDefaults {
    role: Input<string>;
    subnetSelectorTerms: SubnetSelectorTerm[];
    securityGroupSelectorTerms: SecurityGroupSelectorTerm[];
    tags?: { [key: string]: Input<string> };
}

/** The class's complete `spec`: the user's, merged over the defaults. */
function nodeClassSpec(spec: EC2NodeClassSpec, { tags, role, ...selectors }: NodeClassDefaults): EC2NodeClassSpec {
    const allTags = merge(tags ?? {}, spec.tags);
    return {
        ...(spec.instanceProfile === undefined && { role }),
        ...selectors,
        ...spec,
        ...(Object.keys(allTags ?? {}).length > 0 && { tags: allTags }),
    };
}

/** The manifest of an EC2NodeClass. */
export const nodeClassManifest = (
    name: string,
    { spec, labels, annotations }: NodeClassArgs,
    defaults: NodeClassDefaults,
) => ({
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec: nodeClassSpec(spec, defaults),
});

/** The families that an alias may name, and the AMI family of each. */
export const families = new Map<string, AmiFamily>([
    ["al2", "AL2"],
    ["al2023", "AL2023"],
    ["bottlerocket", "Bottlerocket"],
    ["windows2019", "Windows2019"],
    ["windows2022", "Windows2022"],
    ["windows2025", "Windows2025"],
]);

/** The alias of a class, in its two parts, where it is known. */
export function aliasOf(spec: EC2NodeClassSpec): { family: AmiFamily | undefined; version: string } | undefined {
    const alias = spec.amiSelectorTerms?.map(term => plain<string>(term.alias)).find(found => found !== undefined);
    const [family, version] = alias?.split("@", 2) ?? [];
    return family && version ? { family: families.get(family.toLowerCase()), version } : undefined;
}

/** The AMI family of a class: its own, else its alias's; `undefined` where that is pending. */
export const amiFamilyOf = (spec: EC2NodeClassSpec): AmiFamily | undefined =>
    spec.amiFamily === undefined ? aliasOf(spec)?.family : plain<AmiFamily>(spec.amiFamily);

/** Whether a class makes Windows nodes, as far as it is known. */
export const isWindows = (spec: EC2NodeClassSpec): boolean =>
    (amiFamilyOf(spec) ?? aliasOf(spec)?.family)?.startsWith("Windows") ?? false;

/** Whether a class uses the component's node role. A role that is not known to be this one counts as another. */
export const usesNodeRole = ({ role, instanceProfile }: EC2NodeClassSpec, own?: string): boolean =>
    instanceProfile === undefined && (role === undefined || (own !== undefined && plain(role) === own));
