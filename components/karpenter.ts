import * as pulumi from "@pulumi/pulumi";
import type { KarpenterArgs } from "./args.ts";
import { contextOf } from "./context.ts";
import { attachPolicies } from "./controller/attach-policies.ts";
import { ControllerIdentity } from "./controller/identity.ts";
import type { Values } from "./controller/install-args.ts";
import { Installation } from "./controller/installation.ts";
import { isKnown } from "./inputs/plain.ts";
import { Interruption } from "./interruption/interruption.ts";
import { manifestsOf } from "./manifests.ts";
import { Discovery } from "./network/discovery.ts";
import { createNodeClasses, createNodeOverlays, createNodePools } from "./nodes/create.ts";
import { NodeRole } from "./nodes/node-role.ts";
import { passedRoles } from "./nodes/passed-roles.ts";
import { SpotServiceLinkedRole } from "./nodes/spot-role.ts";
import { line } from "./problems/problem.ts";
import { refusal } from "./problems/refusal.ts";
import { resolve } from "./resolve.ts";
import { check } from "./rules/check.ts";

/**
 * Karpenter on an EKS cluster: the controller's role and permissions, the node role and its access to the cluster, discovery tags,
 * interruption handling, the Helm charts, node classes, node overlays and node pools.
 *
 * They are created in that order and deleted in reverse: first the pools, each with its nodes, while the controller still runs with its
 * permissions. Put the resources that the controller runs on into `dependsOn`.
 */
export class Karpenter extends pulumi.ComponentResource {
    /** The ARN of the controller's role. */
    public readonly controllerRoleArn: pulumi.Output<string>;
    /** The name of the controller's role. */
    public readonly controllerRoleName: pulumi.Output<string>;
    /** The ARN of the node role. */
    public readonly nodeRoleArn: pulumi.Output<string>;
    /** The name of the node role, without its path. */
    public readonly nodeRoleName: pulumi.Output<string>;
    /** The name of the interruption queue; `undefined` if interruption handling is disabled. */
    public readonly queueName: pulumi.Output<string | undefined>;
    /** The version of the controller's chart; `undefined` if `install.enabled` is `false`. */
    public readonly version: pulumi.Output<string | undefined>;
    /** The version of the CRDs' chart; `undefined` if `install.enabled` is `false`. */
    public readonly crdVersion: pulumi.Output<string | undefined>;
    /** The names of the node classes. */
    public readonly nodeClassNames: pulumi.Output<string[]>;
    /** The names of the node pools. */
    public readonly nodePoolNames: pulumi.Output<string[]>;
    /** The values of the controller's chart, if `install.enabled` is `false`. */
    public readonly helmValues: pulumi.Output<Values | undefined>;
    /**
     * The manifests of the objects outside the charts, if `install.enabled` is `false`: namespace, flow schemas, node classes, overlays and
     * pools.
     */
    public readonly manifests: pulumi.Output<Values[] | undefined>;

    constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:Karpenter", name, {}, { protect: isProtected(args), ...opts });
        verify(this, args);
        const resolved = resolve(args);
        const context = contextOf(this, resolved);
        const parent = { parent: this };

        const identity = new ControllerIdentity(`${name}-controller`, { ...resolved, context }, parent);
        // The deployment of a second stack for the cluster fails at the role.
        const locked = { ...parent, dependsOn: identity.role };
        const nodeRole = new NodeRole(`${name}-node-role`, { ...resolved, context, lock: identity.role }, parent);
        const discovery = new Discovery(`${name}-discovery`, resolved, locked);
        const interruption = resolved.interruption.enabled
            ? new Interruption(`${name}-interruption`, { ...resolved.interruption, context }, locked)
            : undefined;
        const spot = resolved.spot.serviceLinkedRole
            ? new SpotServiceLinkedRole(
                  `${name}-spot-role`,
                  { ...context.account, profile: resolved.spot.profile },
                  locked,
              )
            : undefined;
        const granted = { passedRoles: passedRoles(this, resolved, nodeRole), queueArn: interruption?.queueArn };
        attachPolicies(
            `${name}-controller`,
            { ...resolved, context, role: identity.role, ...granted },
            { parent: identity },
        );

        const { helmValues, ...manifests } = manifestsOf(resolved, {
            nodeRole: nodeRole.roleName,
            queueName: interruption?.queueName,
            controllerRoleArn: identity.role.arn,
        });
        const needed = [identity, nodeRole, discovery, interruption].filter(part => part !== undefined);
        const installed = resolved.install.enabled;
        const installation = installed
            ? new Installation(`${name}-install`, { ...resolved, ...manifests, helmValues, needed }, locked)
            : undefined;
        if (installation) {
            const after = { ...parent, dependsOn: installation };
            const { nodePools } = resolved;
            const nodeClasses = createNodeClasses(name, { manifests: manifests.nodeClasses, nodePools }, after);
            const nodeOverlays = createNodeOverlays(name, { manifests: manifests.nodeOverlays }, after);
            createNodePools(
                name,
                { manifests: manifests.nodePools, nodePools, nodeClasses },
                // A pool can launch nodes as soon as it exists, so the role for spot and the overlays' prices come first.
                { ...parent, dependsOn: [installation, ...nodeOverlays, ...(spot ? [spot] : [])] },
            );
        }

        this.controllerRoleArn = identity.role.arn;
        this.controllerRoleName = identity.role.name;
        this.nodeRoleArn = nodeRole.roleArn;
        this.nodeRoleName = nodeRole.roleName;
        this.queueName = pulumi.output(interruption?.queueName);
        this.version = pulumi.output(installation?.version);
        this.crdVersion = pulumi.output(installation?.crdVersion);
        this.nodeClassNames = pulumi.output(Object.keys(resolved.nodeClasses));
        this.nodePoolNames = pulumi.output(Object.keys(resolved.nodePools));
        this.helmValues = pulumi.output(installed ? undefined : helmValues);
        this.manifests = pulumi.output(installed ? undefined : Object.values(manifests).flat());
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

/** Whether the component's resources, which inherit it, are protected from deletion. Arguments of a wrong form are refused later. */
const isProtected = (args: KarpenterArgs | undefined): true | undefined =>
    (args?.install?.enabled === false && args.install.protect !== false) || undefined;

/** Checks the arguments before any resource is created, and those that are pending again once they are known. */
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
