import { getRole } from "@pulumi/aws/iam/getRole.js";
import * as pulumi from "@pulumi/pulumi";
import { listed, seen, show } from "../problems/problem.ts";
import { refusal } from "../problems/refusal.ts";
import type { Resolved } from "../resolve.ts";
import { trustedNamespaces } from "./trust.ts";

/**
 * Refuses to move an installed controller to another namespace. A Helm release can't move: a new release fails because the CRDs belong to
 * the old one, or loses its ClusterRoles when the old one is uninstalled. The old namespace is in the trust policy of the controller's
 * role. The role must wait for the result, or it would already trust the new namespace.
 */
export function refuseMove(
    parent: pulumi.Resource,
    { controller: { namespace }, install }: Pick<Resolved, "controller" | "install">,
    role: pulumi.Output<string>,
): pulumi.Output<void> {
    if (!install.enabled) return pulumi.output(undefined);
    return role.apply(async name => {
        // A role that does not exist, or can't be read, refuses nothing.
        const { assumeRolePolicy } = await getRole({ name }, { parent }).catch(() => ({ assumeRolePolicy: undefined }));
        const trusted = trustedNamespaces(assumeRolePolicy);
        if (trusted.length === 0 || trusted.includes(namespace)) return;
        const message =
            `controller.namespace: found ${show(namespace)}, but the controller is installed in namespace ${listed(trusted)}, which ` +
            `its role ${seen(name)} trusts, and a Helm release cannot be moved; set ${listed(trusted)} again, or run ` +
            "pulumi destroy with it first";
        throw refusal(message, parent);
    });
}
