import type { Input } from "@pulumi/pulumi";
import type { SecurityGroupSelectorTerm, SubnetSelectorTerm } from "../nodes/node-class-spec.ts";

/** The ways in which node classes select subnets and security groups. */
export const SelectBy = {
    /** By the discovery tag, which is added to the given subnets and security groups. */
    Tag: "Tag",
    /** By the given IDs, without tags. */
    Id: "Id",
} as const;
export type SelectBy = (typeof SelectBy)[keyof typeof SelectBy];

/** The subnets and security groups of the nodes, and the way in which node classes select them. */
export interface DiscoveryArgs {
    /**
     * The way in which node classes select subnets and security groups. `Tag` adds the discovery tag to the given ones and selects by tag;
     * `Id` selects the given IDs and adds no tags. Defaults to `Tag`.
     */
    selectBy?: SelectBy;
    /**
     * IDs of the subnets, each under a name of your choice: `us-west-2a: subnet-0123`. The tag's resource is named after it. Defaults to
     * none.
     */
    subnets?: { [name: string]: Input<string> };
    /** IDs of the security groups, each under a name of your choice: `nodes: sg-0123`. Nodes get all of them. Defaults to none. */
    securityGroups?: { [name: string]: Input<string> };
    /**
     * IDs of given subnets and security groups that already have the tag from elsewhere. They are selected, but the component does not tag
     * them. Defaults to none.
     */
    taggedByOthers?: string[];
    /**
     * The key of the discovery tag. Defaults to `karpenter.sh/discovery`.
     * @minLength 1
     * @maxLength 128
     */
    tagKey?: string;
    /**
     * The value of the discovery tag. Defaults to the cluster's name.
     * @minLength 1
     * @maxLength 256
     */
    tagValue?: string;
    /** Subnet selector terms for node classes that have none. They replace the selection by tag or ID. Defaults to none. */
    subnetSelectorTerms?: SubnetSelectorTerm[];
    /** Security group selector terms for node classes that have none. They replace the selection by tag or ID. Defaults to none. */
    securityGroupSelectorTerms?: SecurityGroupSelectorTerm[];
}
