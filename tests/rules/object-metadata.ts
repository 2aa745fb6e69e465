import { type Args, type Cases, nodePool, overlay, pinned } from "./cases.ts";

const named = (name: string): Args => ({ nodeClasses: { [name]: { spec: pinned } } });
const path = "nodePools.a";
const value = "expected an empty value, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends";
const key =
    "expected a key of at most 63 letters, digits, -, _ and ., optionally after a domain and a slash: example.com/name";
const wanted = "expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends";
const annotated = (bytes: number) => nodePool({}, { annotations: { a: "x".repeat(bytes - 1) } });

export const cases: Cases = {
    "object-name": {
        breaks: [
            ["capitals", named("Default"), [`nodeClasses.Default: found "Default", ${wanted}`]],
            ["a dash in front", named("-a"), [`nodeClasses.-a: found "-a", ${wanted}`]],
            ["two dots", named("a..b"), [`nodeClasses["a..b"]: found "a..b", ${wanted}`]],
            [
                "254 characters",
                named("x".repeat(254)),
                [`nodeClasses["${"x".repeat(63)}..."]: found "${"x".repeat(56)}..., ${wanted}`],
            ],
            [
                "an underscore, in a pool and an overlay, too",
                {
                    ...overlay({}),
                    ...nodePool({}),
                    nodePools: { a_b: nodePool({}).nodePools!.a! },
                    nodeOverlays: { a_b: { spec: { requirements: [] } } },
                },
                [`nodePools.a_b: found "a_b", ${wanted}`, `nodeOverlays.a_b: found "a_b", ${wanted}`],
            ],
        ],
        holds: [["dots, dashes and digits", named("0-a.b-1")]],
    },
    "name-as-label": {
        breaks: [
            [
                "64 characters",
                named("x".repeat(64)),
                [
                    `nodeClasses["${"x".repeat(63)}..."]: found "${"x".repeat(56)}... with 64 characters, expected at most 63`,
                ],
            ],
        ],
        holds: [
            ["63 characters", named("x".repeat(63))],
            [
                "64 characters of an overlay, which no label carries",
                { ...overlay({}), nodeOverlays: { ["x".repeat(64)]: { spec: { requirements: [] } } } },
            ],
        ],
    },
    "object-metadata": {
        breaks: [
            [
                "a label with a value and a key that Kubernetes does not take",
                nodePool({}, { labels: { team: "a b", "a b": "c" } }),
                [`${path}.labels.team: found "a b", ${value}`, `${path}.labels["a b"]: ${key}`],
            ],
            [
                "an annotation's key of 64 characters",
                nodePool({}, { annotations: { ["x".repeat(64)]: "a" } }),
                [`${path}.annotations["${"x".repeat(63)}..."]: ${key}`],
            ],
            [
                "annotations of more than 256 KiB",
                annotated(256 * 1024 + 1),
                [`${path}.annotations: found 262145 bytes in total, expected at most 262144`],
            ],
        ],
        holds: [
            [
                "any text in an annotation, of 256 KiB",
                nodePool(
                    {},
                    {
                        labels: { "example.com/team": "A_b.c" },
                        annotations: annotated(256 * 1024).nodePools!.a!.annotations,
                    },
                ),
            ],
        ],
    },
};
