import * as pulumi from "@pulumi/pulumi";
import type { KarpenterArgs } from "./args.ts";
import { contextOf } from "./context.ts";
import { attachPolicies } from "./controller/attach-policies.ts";
import { ControllerIdentity } from "./controller/identity.ts";
import type { Values } from "./controller/install-args.ts";
import { Installation } from "./controller/installation.ts";
import { isKnown } from "./inputs/plain.ts";
import { Interruption } from "./interruption/interruption.ts";
import { Discovery } from "./network/discovery.ts";
import { createNodeClasses, createNodeOverlays, createNodePools } from "./nodes/create.ts";
import { NodeRole } from "./nodes/node-role.ts";
import { passedRoles } from "./nodes/passed-roles.ts";
import { SpotServiceLinkedRole } from "./nodes/spot-role.ts";
import { objectsOf } from "./objects.ts";
import { line } from "./problems/problem.ts";
import { refusal } from "./problems/refusal.ts";
import { resolve } from "./resolve.ts";
import { check } from "./rules/check.ts";

/**
 * Karpenter on an EKS cluster: the controller's permissions and role, the node role and how nodes join, discovery tags, interruption
 * handling, the charts, node classes, node overlays and node pools.
 *
 * It comes up in that order and goes down in the reverse: pools first, each with its nodes, while the controller and its permissions
 * are still there. What the controller runs on belongs in `dependsOn`.
 */
export class Karpenter extends pulumi.ComponentResource {
    /** The ARN of the controller's role. */
    public readonly controllerRoleArn: pulumi.Output<string>;
    /** The name of the controller's role. */
    public readonly controllerRoleName: pulumi.Output<string>;
    /** The ARN of the node role. */
    public readonly nodeRoleArn: pulumi.Output<string>;
    /** The name of the node role, as a node class names it. */
    public readonly nodeRoleName: pulumi.Output<string>;
    /** The name of the interruption queue; none where interruption handling is off. */
    public readonly queueName: pulumi.Output<string | undefined>;
    /** The version of the controller's release; none where nothing is installed. */
    public readonly version: pulumi.Output<string | undefined>;
    /** The version of the CRDs' release; none where nothing is installed. */
    public readonly crdVersion: pulumi.Output<string | undefined>;
    /** The names of the node classes. */
    public readonly nodeClassNames: pulumi.Output<string[]>;
    /** The names of the node pools. */
    public readonly nodePoolNames: pulumi.Output<string[]>;
    /** The values of the controller's chart, where `install.enabled` leaves it to others. */
    public readonly helmValues: pulumi.Output<Values | undefined>;
    /** The objects beside the charts, where `install.enabled` leaves them to others: namespace, flow schemas, classes, overlays, pools. */
    public readonly manifests: pulumi.Output<Values[] | undefined>;

    constructor(name: string, given: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:Karpenter", name, {}, opts);
        verify(this, given);
        const args = resolve(given);
        const context = contextOf(this, args);
        const parent = { parent: this };

        const identity = new ControllerIdentity(`${name}-controller`, args, context, parent);
        // A second stack for the cluster stops at the role.
        const locked = { ...parent, dependsOn: identity.role };
        const nodeRole = new NodeRole(`${name}-node-role`, args, context, identity.role, parent);
        const discovery = new Discovery(`${name}-discovery`, args, locked);
        const interruption = args.interruption.enabled
            ? new Interruption(`${name}-interruption`, args.interruption, context, locked)
            : undefined;
        const spot = args.spot.serviceLinkedRole
            ? new SpotServiceLinkedRole(`${name}-spot-role`, args.spot, context, locked)
            : undefined;
        attachPolicies(identity, `${name}-controller`, args, context, {
            passedRoles: passedRoles(this, args, nodeRole),
            queueArn: interruption?.queueArn,
        });

        const { helmValues, around, classes, overlays, pools } = objectsOf(args, {
            nodeRole: nodeRole.roleName,
            queueName: interruption?.queueName,
            controllerRoleArn: identity.role.arn,
        });
        const needed = [identity, nodeRole, discovery, interruption].filter(part => part !== undefined);
        const installed = args.install.enabled;
        const installation = installed
            ? new Installation(`${name}-install`, args, helmValues, around, needed, locked)
            : undefined;
        if (installation) {
            const after = { ...parent, dependsOn: installation };
            const created = createNodeClasses(name, classes, args.nodePools, after);
            const priced = createNodeOverlays(name, overlays, after);
            // A pool may launch as soon as it is there: on spot, and by the prices that are known.
            const before = [installation, ...priced, ...(spot ? [spot] : [])];
            createNodePools(name, pools, args.nodePools, created, before, parent);
        }

        this.controllerRoleArn = identity.role.arn;
        this.controllerRoleName = identity.role.name;
        this.nodeRoleArn = nodeRole.roleArn;
        this.nodeRoleName = nodeRole.roleName;
        this.queueName = pulumi.output(interruption?.queueName);
        this.version = pulumi.output(installation?.version);
        this.crdVersion = pulumi.output(installation?.crdVersion);
        this.nodeClassNames = pulumi.output(Object.keys(args.nodeClasses));
        this.nodePoolNames = pulumi.output(Object.keys(args.nodePools));
        this.helmValues = pulumi.output(installed ? undefined : helmValues);
        this.manifests = pulumi.output(installed ? undefined : [...around, ...classes, ...overlays, ...pools]);
        this.registerOutputs({
            controllerRoleArn: this.controllerRoleArn,
            controllerRoleName: this.controllerRoleName,
            nodeRoleArn: this.nodeRoleArn,
            nodeRoleName: this.nodeRoleName,
            queueName: this.queueName,
            version: this.version,
            crdVersion: this.crdVersion,
            nodeClassNames: this.nodeClassNames,
            nodePoolNames: this.nodePoolNames,
            helmValues: this.helmValues,
            manifests: this.manifests,
        });
    }
}

/** Refuses what is wrong before anything is made; what is known only at deploy time is judged then, by the same rules. */
function verify(karpenter: Karpenter, args: KarpenterArgs): void {
    const { problems, warnings, allowed } = check(args);
    const refuse = (found: typeof problems) => {
        if (found.length) throw refusal(found.map(p => line(p)).join("\n"), karpenter);
    };
    refuse(problems);
    for (const warning of warnings) pulumi.log.warn(line(warning), karpenter);
    for (const finding of allowed) pulumi.log.info(`${line(finding)} allowed: ${finding.reason}`, karpenter);
    if (!isKnown(args)) pulumi.output(args).apply(known => refuse(check(known as KarpenterArgs).problems));
}
