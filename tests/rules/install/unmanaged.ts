import { type Cases, unmanaged } from "../cases.ts";

export const cases: Cases = {
    "unmanaged-nodes": {
        breaks: [
            ["a controller that others install", { install: { enabled: false } }, [unmanaged]],
            [
                "one whose roles nothing protects",
                { install: { enabled: false, protect: false } },
                [
                    "install.enabled: found false: pools and nodes are not in the stack's state, and with install.protect: false, " +
                        "pulumi destroy removes the permissions of running nodes; delete the pools in the cluster first",
                ],
            ],
        ],
        holds: [["a controller of the stack's own", { install: { protect: false } }]],
    },
};
