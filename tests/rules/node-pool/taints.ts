import type { Taint } from "../../../components/nodes/node-pool-spec.ts";
import { type Cases, template } from "../cases.ts";

const taints = (...taints: Taint[]) => template({ taints });
const at = "nodePools.a.spec.template.spec";
const gpu: Taint = { key: "gpu", effect: "NoSchedule" };
const long = "x".repeat(64);
const wanted =
    "expected a name of at most 63 letters, digits, -, _ and ., optionally after a domain and a slash: example.com/name";
const time = (timeAdded: string) => taints({ ...gpu, timeAdded });
const untimely = (found: string) => [
    `${at}.taints[0].timeAdded: found ${JSON.stringify(found)}, expected a time such as "2026-01-31T12:00:00Z"`,
];

export const cases: Cases = {
    "taint-time": {
        breaks: [
            ["a day", time("2026-01-31"), untimely("2026-01-31")],
            ["a day that there is not", time("2026-02-29T12:00:00Z"), untimely("2026-02-29T12:00:00Z")],
            ["a time without a zone", time("2026-01-31T12:00:00"), untimely("2026-01-31T12:00:00")],
        ],
        holds: [
            ["a time in UTC", time("2026-01-31T12:00:00Z")],
            ["a time elsewhere, to the millisecond", time("2024-02-29T23:59:59.999+02:00")],
        ],
    },
    "taint-once": {
        breaks: [
            [
                "one key and effect twice, whatever the values",
                taints(gpu, { ...gpu, value: "a" }),
                [`${at}.taints[1]: found "gpu:NoSchedule", which spec.template.spec.taints[0] has already; remove one`],
            ],
            [
                "a startup taint that is a taint, too",
                template({ taints: [gpu], startupTaints: [gpu] }),
                [
                    `${at}.startupTaints[0]: found "gpu:NoSchedule", which spec.template.spec.taints[0] has already; remove one`,
                ],
            ],
        ],
        holds: [["one key with two effects", taints(gpu, { ...gpu, effect: "NoExecute" })]],
    },
    "taint-form": {
        breaks: [
            [
                "a key and a value of 64 characters",
                taints({ ...gpu, key: long, value: long }),
                [
                    `${at}.taints[0].key: found "${"x".repeat(56)}..., ${wanted}`,
                    `${at}.taints[0].value: found "${"x".repeat(56)}..., ${wanted}`,
                ],
            ],
        ],
        holds: [["63 characters after a domain", taints({ ...gpu, key: `example.com/${"x".repeat(63)}`, value: "a" })]],
    },
};
