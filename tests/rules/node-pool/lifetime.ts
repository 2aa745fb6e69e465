import { type Cases, pinned, template } from "../cases.ts";

const path = "nodePools.a.spec.template.spec.terminationGracePeriod";
const nodeClasses = { a: { spec: pinned } };

export const cases: Cases = {
    "termination-grace-period": {
        breaks: [
            [
                "a pool that says nothing",
                { nodeClasses, nodePools: { a: {} } },
                [
                    `${path}: missing: a pod that must not be disrupted can hold its node, past its expiry after 720h and through pulumi destroy, for ever`,
                ],
            ],
            [
                "a pool whose nodes don't expire",
                { nodeClasses, nodePools: { a: { spec: { template: { spec: { expireAfter: "Never" } } } } } },
                [
                    `${path}: missing: a pod that must not be disrupted can hold its node and through pulumi destroy, for ever`,
                ],
            ],
        ],
        holds: [["any period", template({ terminationGracePeriod: "8760h" })]],
    },
};
