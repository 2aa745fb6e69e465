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
                    `${path}: missing; without it, a pod that must not be disrupted can block its node, even after expireAfter (720h), and pulumi destroy forever; set a duration such as 24h`,
                ],
            ],
            [
                "a pool whose nodes don't expire",
                { nodeClasses, nodePools: { a: { spec: { template: { spec: { expireAfter: "Never" } } } } } },
                [
                    `${path}: missing; without it, a pod that must not be disrupted can block its node and pulumi destroy forever; set a duration such as 24h`,
                ],
            ],
        ],
        holds: [["any period", template({ terminationGracePeriod: "8760h" })]],
    },
};
