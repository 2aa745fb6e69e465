import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { schemaOf } from "../../../components/rules/schema/schema-of.ts";
import { root } from "../../render.ts";
import type { Cases } from "../../rules/cases.ts";
import { cluster, pinned } from "../../rules/cases.ts";
import { key, value } from "./values.ts";

/** The texts of stack files that are good. */
export const texts: string[] = [
    "Pulumi.dev.yaml",
    ...readdirSync(join(root, "examples"))
        .filter(file => file.endsWith(".yaml"))
        .map(file => join("examples", file)),
].map(file => readFileSync(join(root, file), "utf8"));

const rules = join(root, "tests/rules");
const files = readdirSync(rules, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "cases.ts")
    .sort();

/** What rules have cases of, by group: each field is in one of them. */
const ofRules: object[] = [];
for (const file of files) {
    const { cases } = (await import(join(rules, file))) as { cases: Cases };
    for (const { breaks, holds } of Object.values(cases))
        for (const [, args] of [...breaks, ...holds]) {
            const group = { cluster, ...args };
            if (JSON.stringify(group).length < 5000) ofRules.push(group);
        }
}

/** Valid groups of a stack, by their names. */
export const stacks: object[] = [
    ...texts.map(text =>
        Object.fromEntries(
            Object.entries((load(text) as any).config).flatMap(([key, each]) =>
                key.startsWith("eks-karpenter:") ? [[key.replace("eks-karpenter:", ""), each]] : [],
            ),
        ),
    ),
    ...ofRules,
];

type Change = (parent: any, key: string) => void;

/** What can happen to one value of a tree. */
const change = fc.oneof(
    value.map(
        (each): Change =>
            (parent, key) =>
                void put(parent, key, structuredClone(each)),
    ),
    key.map(
        (name): Change =>
            (parent, key) => {
                put(parent, name, parent[key]);
                delete parent[key];
            },
    ),
    key.map(
        (name): Change =>
            (parent, key) =>
                void put(parent, name, structuredClone(parent[key])),
    ),
    fc.constant<Change>((parent, key) => void delete parent[key]),
    fc.constantFrom<Change>(
        (parent, key) => void put(parent, key, [parent[key]]),
        (parent, key) => void put(parent, key, JSON.stringify(parent[key])),
        (parent, key) => Array.isArray(parent) && parent.push(structuredClone(parent[Number(key)])),
    ),
);

/** Sets a value, also under the name of a setter; in a list, without an index, at its end. */
const put = (parent: object, key: string, value: unknown) =>
    Array.isArray(parent) && !/^\d+$/.test(key)
        ? parent.push(value)
        : Object.defineProperty(parent, key, describing(value));

const describing = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true });

/** Every place in a tree: what holds it, and its key there. */
const placesIn = (tree: unknown): [parent: object, key: string][] =>
    typeof tree !== "object" || tree === null
        ? []
        : Object.entries(tree).flatMap(([key, each]) => [[tree, key], ...placesIn(each)] as [object, string][]);

/** A stack in which one to three values are other than they should be. */
export const mutated = fc
    .tuple(fc.constantFrom(...stacks), fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 }))
    .map(([stack, changes]) => {
        const tree = structuredClone(stack) as { [group: string]: unknown };
        for (const [at, change] of changes) {
            const places = placesIn(tree);
            const [parent, key] = places[at % places.length] ?? [];
            if (parent) change(parent, key!);
        }
        // In which a list has no holes.
        return JSON.parse(JSON.stringify(tree)) as typeof tree;
    });

const fieldsOfClass = Object.keys(schemaOf("nodeClasses.<name>.spec").properties ?? {});
const wrongClass = fc
    .dictionary(fc.constantFrom(...fieldsOfClass), value, { minKeys: 1, maxKeys: 3 })
    .map(fields => ({ spec: { ...pinned, ...fields } }));

/** Every fact of a cluster, as arguments may state it. */
const facts = {
    ...cluster,
    accountId: "123456789012",
    region: "us-west-2",
    partition: "aws",
    version: "1.33",
    endpoint: "https://example.eks.amazonaws.com",
    oidcProviderArn: "arn:aws:iam::123456789012:oidc-provider/oidc.example/id/1",
    authenticationMode: "API_AND_CONFIG_MAP",
    ipFamily: "ipv4",
    kubeconfig: "{}",
};

/** A stack that states every fact of its cluster, and has a class that is likely wrong. */
export const stated = fc
    .tuple(fc.oneof(fc.constantFrom(...stacks), mutated), wrongClass)
    .map(([stack, wrong]): { [group: string]: unknown } => {
        const { nodeClasses } = stack as { nodeClasses?: object };
        const classes = typeof nodeClasses === "object" ? nodeClasses : {};
        return { ...stack, cluster: facts, nodeClasses: { ...classes, wrong } };
    });

/** A stack file with a part taken out, put in or put there twice. */
export const cut = fc
    .tuple(
        fc.constantFrom(...texts),
        fc.array(
            fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.nat(), fc.constantFrom("remove", "repeat", "insert"), key),
            {
                minLength: 1,
                maxLength: 3,
            },
        ),
    )
    .map(([text, changes]) =>
        changes.reduce((text, [from, length, to, how, what]) => {
            const start = from % (text.length + 1);
            const part = how === "insert" ? what : text.slice(start, start + length);
            const rest = how === "remove" ? text.slice(0, start) + text.slice(start + length) : text;
            const at = to % (rest.length + 1);
            return how === "remove" ? rest : rest.slice(0, at) + part + rest.slice(at);
        }, text),
    );
