import { deepEqual, equal } from "node:assert/strict";
import { check } from "../../../lab/providers/aws/check.ts";
import { diff } from "../../../lab/providers/aws/diff.ts";
import { sameJson, samePolicy } from "../../../lab/providers/aws/documents.ts";
import { type Kind, name, tags } from "../../../lab/providers/aws/kind.ts";
import type { Properties } from "../../../lab/providers/plugin.ts";
import { unknown } from "../../../lab/providers/unknown.ts";

const nothing = async (): Promise<any> => undefined;

const kind: Kind = {
    source: "",
    inputs: {
        name,
        path: { type: "string", default: "/", replaces: true },
        document: { type: "policy", required: true },
        pattern: { type: "json" },
        size: { type: "number" },
        on: { type: "boolean", default: false },
        groups: { type: "set", computed: true },
        tags,
    },
    outputs: ["arn"],
    create: nothing,
    read: nothing,
    delete: nothing,
};

const checked = (inputs: Properties, oldInputs: Properties = {}) =>
    check(kind, { name: "role", oldInputs, inputs, seed: Buffer.from("seed") });

describe("the AWS test plugin's check", () => {
    it("fills in defaults and a name, which is the same for the same seed", () => {
        const expected = { name: "role-19b2585", path: "/", document: "{}", on: false };
        deepEqual(checked({ document: "{}" }), { inputs: expected, failures: [] });
    });

    it("keeps a name that it made before, and drops one that was given", () => {
        equal(checked({ document: "{}" }, { name: "role-0123456" }).inputs.name, "role-0123456");
        equal(checked({ document: "{}" }, { name: "given" }).inputs.name, "role-19b2585");
    });

    it("refuses what it does not know, what is missing and what has the wrong type, by name", () => {
        const given = { documnet: "{}", size: "5", on: "no", groups: "a", tags: ["a"], pattern: "{", path: 1 };
        deepEqual(checked(given).failures, [
            {
                property: "documnet",
                reason: '"documnet" is no property that this plugin knows of; it knows name, path, document, pattern, size, on, groups, tags (lab/providers/aws/kinds)',
            },
            { property: "path", reason: '"path" is to be a string, found 1' },
            { property: "document", reason: '"document" is required' },
            { property: "pattern", reason: '"pattern" is to be a string of JSON, found "{"' },
            { property: "size", reason: '"size" is to be a number, found "5"' },
            { property: "on", reason: '"on" is to be a boolean, found "no"' },
            { property: "groups", reason: '"groups" is to be a set, found "a"' },
            { property: "tags", reason: '"tags" is to be a map, found ["a"]' },
        ]);
    });

    it("takes what is not known yet for whatever it should be", () => {
        const inputs = { document: unknown, size: unknown, tags: { a: unknown } };
        deepEqual(checked(inputs).failures, []);
    });
});

const before = {
    name: "given",
    path: "/",
    document: '{"Action":"a"}',
    pattern: '{"a":[1,2]}',
    size: 1,
    on: false,
    groups: ["a", "b"],
    tags: { a: "1" },
    tagsAll: { a: "1" },
    arn: "arn",
};
const { tagsAll: _, arn: __, ...inputs } = before;
const changesOf = (changed: Properties, defaultTags = {}, state: Properties = before) =>
    diff(kind, "role", state, { ...inputs, ...changed }, defaultTags).changes;

describe("the AWS test plugin's diff", () => {
    it("finds nothing where AWS says the same in other words", () => {
        const others = { document: '{ "Action": ["a"] }', pattern: '{ "a": [1, 2] }', groups: ["b", "a"] };
        deepEqual(changesOf(others), {});
    });

    it("takes what is left out for what AWS chose, and only where AWS chooses", () => {
        deepEqual(changesOf({ groups: undefined, pattern: undefined }), { pattern: "DELETE" });
    });

    it("takes nothing, the empty text, map and list for the same", () => {
        const { pattern: _, tags: __, ...state } = { ...before, tagsAll: {}, groups: [] };
        deepEqual(changesOf({ pattern: "", tags: {}, groups: [] }, {}, state), {});
    });

    it("names each property that changes, and how", () => {
        const { size: _, ...state } = before;
        deepEqual(
            changesOf({ document: '{"Action":"b"}', pattern: '{"a":[2,1]}', on: true, groups: ["a"] }, {}, state),
            {
                document: "UPDATE",
                pattern: "UPDATE",
                size: "ADD",
                on: "UPDATE",
                groups: "UPDATE",
            },
        );
    });

    it("names each tag, and apart those that come from the provider's defaults", () => {
        const state = { ...before, tags: { a: "1", b: "2" }, tagsAll: { a: "1", b: "2", old: "x" } };
        deepEqual(changesOf({ tags: { a: "3", "c/d": "4" } }, { new: "y" }, state), {
            'tags["a"]': "UPDATE",
            'tags["b"]': "DELETE",
            'tags["c/d"]': "ADD",
            'tagsAll["old"]': "DELETE",
            'tagsAll["new"]': "ADD",
        });
    });

    it("counts what is not known yet as different", () => {
        const changed = { document: unknown, path: unknown, groups: [unknown], tags: unknown };
        deepEqual(changesOf(changed), { path: "UPDATE_REPLACE", document: "UPDATE", groups: "UPDATE", tags: "UPDATE" });
    });

    it("deletes first where the new one would have the old one's name, given by the program", () => {
        const replaced = (name: string) =>
            diff(kind, "role", { ...before, name }, { ...inputs, name, path: "/other/" }, {}).deleteBeforeReplace;
        deepEqual([replaced("given"), replaced("role-0123456")], [true, false]);
        equal(diff(kind, "role", before, { ...inputs, size: 2 }, {}).deleteBeforeReplace, false);
    });
});

describe("documents", () => {
    const statement = (Action: unknown, more = {}) =>
        JSON.stringify({ Statement: [{ Action, ...more }, { Effect: "Deny" }] });

    it("are the same policy whatever the order of lists and keys, and a list of one or its member", () => {
        equal(
            samePolicy(
                statement(["a", "b"], { Sid: "x" }),
                `{"Statement":[{"Effect":"Deny"},{"Sid":"x","Action":["b","a"]}]}`,
            ),
            true,
        );
        equal(samePolicy(statement("a"), statement(["a"])), true);
        equal(samePolicy(statement("a"), statement("b")), false);
        equal(samePolicy(statement("a"), statement("a", { Sid: "x" })), false);
    });

    it("are the same JSON only in the same order", () => {
        equal(sameJson('{"a":[1,2],"b":1}', '{ "b": 1, "a": [1, 2] }'), true);
        equal(sameJson('{"a":[1,2]}', '{"a":[2,1]}'), false);
        equal(sameJson('{"a":[1]}', '{"a":1}'), false);
    });

    it("that are no JSON are the same only letter by letter", () => {
        deepEqual([samePolicy("x", "x"), samePolicy("x", "x ")], [true, false]);
    });
});
