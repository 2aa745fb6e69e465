import { getInstanceProfileOutput } from "@pulumi/aws/iam/getInstanceProfile.js";
import { getRoleOutput } from "@pulumi/aws/iam/getRole.js";
import * as pulumi from "@pulumi/pulumi";
import { plain } from "../inputs/plain.ts";
import type { Resolved } from "../resolve.ts";
import type { NodeClassArgs } from "./node-class.ts";
import type { NodeRole } from "./node-role.ts";

/**
 * The ARNs of exactly the roles that node classes pass to instances, without duplicates, sorted. Without node classes in the arguments,
 * they are created elsewhere and use the node role.
 */
export function passedRoles(
    parent: pulumi.Resource,
    { nodeClasses, nodeRole: { others } }: Resolved,
    nodeRole: NodeRole,
): pulumi.Output<string[]> {
    const ofClass = ({ spec }: NodeClassArgs): pulumi.Input<string> => {
        const { role, instanceProfile } = spec;
        const given = others[plain<string>(role ?? instanceProfile) ?? ""];
        if (given !== undefined) return given;
        if (instanceProfile !== undefined)
            return getInstanceProfileOutput({ name: instanceProfile }, { parent }).roleArn;
        if (role === undefined) return nodeRole.roleArn;
        // The component's own role is not looked up, because it may not exist yet.
        return pulumi
            .all([role, nodeRole.roleName])
            .apply(([name, own]) => (name === own ? nodeRole.roleArn : getRoleOutput({ name }, { parent }).arn));
    };
    const distinct = new Map(
        Object.values(nodeClasses).map(nodeClass => {
            const { role, instanceProfile } = nodeClass.spec;
            return [plain(role) ?? plain(instanceProfile) ?? role ?? instanceProfile, nodeClass] as const;
        }),
    );
    const roles = distinct.size ? [...distinct.values()].map(ofClass) : [nodeRole.roleArn];
    return pulumi.all(roles).apply(arns => [...new Set(arns)].sort());
}
