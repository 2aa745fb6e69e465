import fc from "fast-check";
import stackFile from "../../../stack/schema.json" with { type: "json" };
import { key } from "./values.ts";

/** Every key that config may have, and ones that it may not. */
export const groups = [
    ...Object.keys(stackFile.properties.config.properties),
    ...["eks-karpenter:__proto__", "eks-karpenter:", "eks-karpentr:cluster", "aws:region", "aws:profile", "__proto__"],
    ...["cluster", "a:b:c", ":", "karpenter:nodePools", "<<"],
];

/** Scalars that YAML reads in a way of its own, or not at all. */
const scalars = [
    ...["~", "null", "yes", "0x1F", "0b2", "017", "09", "1_0", "1e400", "-.inf", ".nan", "=", "<<", "!", "%a", "`a"],
    ...["2026-01-01", "2026-01-01T10:00:00Z", "2026-13-45", "10:20", "9223372036854775808", "-0", "+.5e1", "@a", "#a"],
    ...["!!binary aGk=", "!!str 1", "!!int x", "!!set {a}", "!!null", "!a b", "!<tag:a> b", "!!js/function x", "? a"],
    ...[
        "*a",
        "*b",
        "&a",
        "&a x",
        "&b {k: v}",
        "'unclosed",
        '"\\u0000"',
        '"\\x1b[31m"',
        '"\\ud800"',
        "| x",
        ">-",
        "a: b",
    ],
    ...["- a", "{", "]", "\t", "\u0000", "\ufeff", "\u0085", "x".repeat(300), "{secure: v1:abc}", "{secure: 1}", "\r"],
];
const text = fc.string({ unit: "binary", maxLength: 12 });
const scalar = fc.oneof(
    { arbitrary: fc.constantFrom(...scalars), weight: 3 },
    { arbitrary: text.map(each => JSON.stringify(each)), weight: 2 },
    fc.double().map(String),
    text,
);

const before = fc.constantFrom("", "", "", "", "&a ", "&b ", "!!map ", "!!seq ", "!x ");
const { flow } = fc.letrec<{ flow: string }>(tie => ({
    flow: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        scalar,
        fc.tuple(before, fc.array(tie("flow"), { maxLength: 4 })).map(([tag, items]) => `${tag}[${items.join(", ")}]`),
        fc
            .tuple(
                before,
                fc.array(
                    fc.tuple(
                        fc.oneof(
                            key.map(each => JSON.stringify(each)),
                            scalar,
                        ),
                        tie("flow"),
                    ),
                ),
            )
            .map(([tag, pairs]) => `${tag}{${pairs.map(([name, each]) => `${name}: ${each}`).join(", ")}}`),
    ),
}));

/** What stands on lines of its own, below a key. */
const block = fc
    .array(fc.tuple(fc.constantFrom("", "- ", "? ", "a: ", "<<: ", "b:\n      "), flow), { maxLength: 4 })
    .map(lines => lines.map(([start, each]) => `\n    ${start}${each}`).join(""));

const config = fc
    .array(fc.tuple(fc.constantFrom(...groups), fc.oneof(flow, block)), { maxLength: 5 })
    .map(pairs => `config:\n${pairs.map(([group, each]) => `  ${group}: ${each}\n`).join("")}`);

const head = "  eks-karpenter:cluster: { name: dev }\n";
const named = config.map(each => each.replace("config:\n", `config:\n${head}`));

/** Documents that may be YAML. */
export const documents = fc
    .array(fc.oneof(named, config, flow, block, fc.constantFrom("", "%YAML 1.2\n", "---", "...\n", "\ufeff")), {
        minLength: 1,
        maxLength: 2,
    })
    .map(all => all.join("\n---\n"));
