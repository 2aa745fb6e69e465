import type { Input } from "@pulumi/pulumi";
import type { SecurityGroupSelectorTerm, SubnetSelectorTerm } from "../nodes/node-class-spec.ts";

/** How node classes find subnets and security groups. */
export const SelectBy = {
    /** By the tag `karpenter.sh/discovery`, which is put on what is given. */
    Tag: "Tag",
    /** By the ids given; nothing is tagged. */
    Id: "Id",
} as const;
export type SelectBy = (typeof SelectBy)[keyof typeof SelectBy];

/** Which subnets and security groups nodes get, and how node classes find them. */
export interface DiscoveryArgs {
    /**
     * `Tag` puts the discovery tag on the given subnets and security groups and selects by it; `Id` selects the given ids and tags
     * nothing. Defaults to `Tag`.
     */
    selectBy?: SelectBy;
    /** Ids of the subnets, each under a name of your own that names the tag's resource: `us-west-2a: subnet-0123`. Defaults to none. */
    subnets?: { [name: string]: Input<string> };
    /** Ids of the security groups, each under a name of your own: `nodes: sg-0123`. Nodes get all of them. Defaults to none. */
    securityGroups?: { [name: string]: Input<string> };
    /** Ids among the given whose tag is somebody else's: selected, but not tagged. Defaults to none. */
    taggedByOthers?: string[];
    /**
     * The tag's key. Defaults to `karpenter.sh/discovery`.
     * @minLength 1
     * @maxLength 128
     */
    tagKey?: string;
    /**
     * The tag's value. Defaults to the cluster's name.
     * @minLength 1
     * @maxLength 256
     */
    tagValue?: string;
    /** Terms of your own, for every node class that writes none; replaces the selection by tag or id. Defaults to none. */
    subnetSelectorTerms?: SubnetSelectorTerm[];
    /** Terms of your own, for every node class that writes none; replaces the selection by tag or id. Defaults to none. */
    securityGroupSelectorTerms?: SecurityGroupSelectorTerm[];
}
