import { type Edit, each } from "./documents.ts";

const names = [
    ...["1", "a-b", "a.b", "a".repeat(64), "a".repeat(253), `${"a.".repeat(126)}a`],
    ...[
        "",
        "A",
        "a_b",
        "-a",
        "a-",
        "a..b",
        ".a",
        "a.",
        "a/b",
        "a b",
        "é",
        "a\n",
        "a".repeat(254),
        ".",
        "..",
        "a.-b",
        "a-.b",
    ],
];

const keys = [
    ...["A", "a-b_c.d", "example.com/a", "a".repeat(63), `${"a".repeat(253)}/a`, "Example.com/a", "a_b/c"],
    ...["", "a/b/c", "/a", "a/", "-a", "a b", "é", "a".repeat(64), `${"a".repeat(254)}/a`, "a\n"],
];

const values = ["", "A.b-c_d", "a".repeat(63), "a".repeat(64), "-a", "a b", "é", "a\n", "a/b"];

/** The bytes that the annotations of an object may have together. */
const most = 256 * 1024;
const annotations = (bytes: number) => ({ a: "x".repeat(bytes - 3), b: "x" });

/** Edits of what every object of Kubernetes has. */
export const metadata: Edit[] = [
    ...each("name", names),
    ...keys.flatMap(key => [{ labels: { [key]: "x" } }, { annotations: { [key]: "x" } }]),
    ...values.map(value => ({ labels: { a: value } })),
    ...[null, 1, []].flatMap(value => [{ labels: { a: value } }, { annotations: { a: value } }]),
    ...["x", ["a"]].flatMap(value => [{ labels: value }, { annotations: value }]),
    { annotations: Object.fromEntries(values.map((value, index) => [`a${index}`, value])) },
    ...[most, most + 1].map(bytes => ({ annotations: annotations(bytes) })),
    { annotations: { a: "é".repeat(most / 2) } },
    { annotations: { a: "é".repeat(most / 2 - 1) } },
];
