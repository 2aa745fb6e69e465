import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Warns about stacks that do not manage their pools. */
export const unmanagedNodes: Rule<Resolved> = {
    name: "unmanaged-nodes",
    verdict: "warning",
    says: "`install.enabled` is `true`: otherwise pools and nodes are not in the stack's state, and `pulumi destroy` removes the permissions of running nodes, unless `install.protect` prevents it.",
    source: "pulumi destroy knows only what is in its state",
    *find({ install }): Generator<Problem> {
        if (install.enabled) return;
        const path = "install.enabled";
        const found = "found false: pools and nodes are not in the stack's state";
        if (install.protect)
            yield {
                path,
                message: `${found}, so the stack's resources are protected from deletion; before pulumi destroy, delete the pools in the cluster, set install.protect: false and run pulumi up`,
            };
        else
            yield {
                path,
                message: `${found}, and with install.protect: false, pulumi destroy removes the permissions of running nodes; delete the pools in the cluster first`,
            };
    },
};
