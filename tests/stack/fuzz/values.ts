import fc from "fast-check";

/** Names that mean something to JavaScript, to YAML, to Pulumi or to the schema, and ones that are hard to show. */
export const names = [
    ...["__proto__", "constructor", "toString", "hasOwnProperty", "length", "then", "__pulumiOutput"],
    ...["<<", "", " ", "a.b", "a[0]", '"', "-", "- a", "secure", "value", "default", "x".repeat(300)],
    ...["\u001b[31m", "a\nb", "\u2028", "\u202ea", "\u0000", "\ud800", "kubernetes.io/hostname", "karpenter.sh/a"],
    ...[
        "spec",
        "template",
        "requirements",
        "key",
        "operator",
        "values",
        "limits",
        "name",
        "tags",
        "kubelet",
        "budgets",
    ],
];
export const key = fc.oneof(fc.constantFrom(...names), fc.string({ unit: "binary", maxLength: 8 }));

/** Values at the bounds of what anything takes. */
const bounds = [
    ...[0, -0, -1, 0.1, 100, 101, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e21, 1e308, 5e-324],
    ...[null, true, false, [], {}, [[]], [null], [{}], { a: null }, JSON.parse('{"__proto__":{"a":1}}')],
    ...["1Gi", "-1", "10%", "101%", "1h", "Never", "* * * * *", `${" ".repeat(500)}\n`, "al2023@latest", "a@", "@"],
    ...["2026-01-01", "2026-01-01 00:00:00 +0000 UTC", "arn:aws:iam::123456789012:role/", "1.14.3", "v1", "1e999"],
    ...[
        "x".repeat(2000),
        "a.".repeat(2000),
        "-".repeat(2000),
        "9".repeat(2000),
        "é".repeat(300),
        "{}",
        "[",
        "token: a",
    ],
];

/** Anything that JSON can say. */
export const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(...names, ...bounds),
        fc.jsonValue({ maxDepth: 2 }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map(entries => Object.fromEntries(entries)),
    ),
}));
