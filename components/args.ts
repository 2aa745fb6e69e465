import type { Input } from "@pulumi/pulumi";
import type { NamesArgs } from "./aws/names-args.ts";
import type { ClusterArgs } from "./cluster.ts";
import type { ControllerArgs } from "./controller/controller-args.ts";
import type { InstallArgs } from "./controller/install-args.ts";
import type { InterruptionArgs } from "./interruption/interruption-args.ts";
import type { DiscoveryArgs } from "./network/discovery-args.ts";
import type { NodeClassArgs } from "./nodes/node-class.ts";
import type { NodeOverlayArgs } from "./nodes/node-overlay.ts";
import type { NodePoolArgs } from "./nodes/node-pool.ts";
import type { NodeRoleArgs } from "./nodes/node-role-args.ts";
import type { SpotArgs } from "./nodes/spot-args.ts";

/** What a stack says of itself, and what it allows that a rule would refuse or warn of. */
export interface ChecksArgs {
    /** Whether the stack is for development: images that move by themselves are fine. Defaults to `false`. */
    development?: boolean;
    /**
     * What the stack allows although a rule refuses it or warns of it, by the rule's name, which stands in brackets at the end of what it
     * says. A rule with the verdict invalid can't be allowed. Defaults to none.
     */
    allow?: { [rule: string]: AllowArgs };
}

/** Why what a rule says does not hold for a stack, and for which of its entries. */
export interface AllowArgs {
    /**
     * Why, for those who read the stack.
     * @minLength 1
     */
    reason: string;
    /** The entries it is allowed for, `nodePools.gpu` say. Defaults to all of the stack. */
    in?: string[];
}

/** What Karpenter on a cluster consists of. Everything but the cluster's name has a default. */
export interface KarpenterArgs {
    /** The cluster. */
    cluster: ClusterArgs;
    /** Which subnets and security groups nodes get. Defaults to what carries the tag `karpenter.sh/discovery: <cluster>`. */
    discovery?: DiscoveryArgs;
    /** Who the controller is and what it may do. */
    controller?: ControllerArgs;
    /** How Karpenter is installed. */
    install?: InstallArgs;
    /** The role that nodes have. */
    nodeRole?: NodeRoleArgs;
    /** How the controller learns that EC2 is about to take an instance away. */
    interruption?: InterruptionArgs;
    /** The account's role for EC2 Spot. */
    spot?: SpotArgs;
    /** Node classes by name. Defaults to none. */
    nodeClasses?: { [name: string]: NodeClassArgs };
    /** Node pools by name. Defaults to none. */
    nodePools?: { [name: string]: NodePoolArgs };
    /** Node overlays by name. Defaults to none. */
    nodeOverlays?: { [name: string]: NodeOverlayArgs };
    /** Names in AWS. */
    names?: NamesArgs;
    /** What the stack says of itself, and what it allows that a rule would refuse or warn of. */
    checks?: ChecksArgs;
    /** Tags for everything made in AWS, by Karpenter too; a change replaces every node. Defaults to none. */
    tags?: { [key: string]: Input<string> };
}
