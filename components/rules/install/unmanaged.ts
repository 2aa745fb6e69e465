import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Warns about stacks that do not manage their pools. */
export const unmanagedNodes: Rule<Resolved> = {
    name: "unmanaged-nodes",
    verdict: "warning",
    says: "`install.enabled` is not `false`: pools and nodes would not be in the stack's state, and `pulumi destroy` would remove the permissions of running nodes (prevented unless `install.protect` is `false`).",
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
