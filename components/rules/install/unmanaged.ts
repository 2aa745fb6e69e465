import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Pools that others install are gone before the stack is destroyed. */
export const unmanagedNodes: Rule<Resolved> = {
    name: "unmanaged-nodes",
    verdict: "warning",
    says: "Pools and nodes are in the stack's state. With `install.enabled: false` they are not, and `pulumi destroy` takes the permissions of running nodes. The stack's resources are protected from deletion, unless `install.protect` is `false`.",
    source: "pulumi destroy knows only what is in its state",
    *find({ install }): Generator<Problem> {
        if (install.enabled) return;
        const path = "install.enabled";
        const found = "found false: pools and nodes are not in the stack's state";
        if (install.protect)
            yield {
                path,
                message: `${found}; its resources are protected from deletion: to destroy it, delete the pools in the cluster, set install.protect: false, run pulumi up`,
            };
        else
            yield {
                path,
                message: `${found}, and its resources are not protected: pulumi destroy takes the permissions of running nodes; delete the pools in the cluster first`,
            };
    },
};
