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

/** Validation settings: development mode, and exceptions to rules. */
export interface ChecksArgs {
    /** Whether the stack is for development, so that images need not be pinned. Defaults to `false`. */
    development?: boolean;
    /**
     * Exceptions to rules, by the name of the rule, which is in brackets at the end of a message. Rules with the verdict `invalid` have
     * no exceptions. Defaults to none.
     */
    allow?: { [rule: string]: AllowArgs };
}

/** An exception to a rule: its reason and the entries it covers. */
export interface AllowArgs {
    /**
     * The reason for the exception. The preview and the render show it.
     * @minLength 1
     */
    reason: string;
    /** Paths of the entries that the exception covers, for example `nodePools.gpu`. Defaults to the whole stack. */
    in?: string[];
}

/** Arguments of the `Karpenter` component. Only the cluster's name is required. */
export interface KarpenterArgs {
    /** The EKS cluster. */
    cluster: ClusterArgs;
    /**
     * The subnets and security groups of the nodes. Defaults to those with the tag `karpenter.sh/discovery: <cluster>`.
     */
    discovery?: DiscoveryArgs;
    /** The controller's identity and IAM permissions. */
    controller?: ControllerArgs;
    /** Installation of the Helm charts, node classes, node overlays and node pools. */
    install?: InstallArgs;
    /** The IAM role of the nodes. */
    nodeRole?: NodeRoleArgs;
    /** Handling of spot interruptions and other events of EC2 and AWS Health. */
    interruption?: InterruptionArgs;
    /** The account's service-linked role for EC2 Spot. */
    spot?: SpotArgs;
    /** EC2NodeClasses by name. Defaults to none. */
    nodeClasses?: { [name: string]: NodeClassArgs };
    /** NodePools by name. Defaults to none. */
    nodePools?: { [name: string]: NodePoolArgs };
    /** NodeOverlays by name. Defaults to none. */
    nodeOverlays?: { [name: string]: NodeOverlayArgs };
    /** Names of the AWS resources. */
    names?: NamesArgs;
    /** Validation settings: development mode, and exceptions to rules. */
    checks?: ChecksArgs;
    /** Tags of all AWS resources, including those that Karpenter creates. A change replaces every node. Defaults to none. */
    tags?: { [key: string]: Input<string> };
}
