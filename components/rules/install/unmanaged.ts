import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Pools that others install are gone before the stack is destroyed. */
export const unmanagedNodes: Rule<Resolved> = {
    name: "unmanaged-nodes",
    verdict: "warning",
    says: "Pools and nodes are in the stack's state: with `install.enabled: false` they are not, and a destroy takes the permissions of nodes that still run. The roles are protected from it, unless `install.protect` is `false`.",
    source: "pulumi destroy knows only what is in its state",
    *find({ install }): Generator<Problem> {
        if (install.enabled) return;
        const path = "install.enabled";
        const found = "found false: pools and nodes are not in the stack's state";
        if (install.protect)
            yield {
                path,
                message: `${found}; the roles are protected from pulumi destroy: to destroy, delete the pools in the cluster, set install.protect: false, run pulumi up`,
            };
        else
            yield {
                path,
                message: `${found}, and the roles are not protected: pulumi destroy takes the permissions of nodes that still run; delete the pools in the cluster first`,
            };
    },
};
