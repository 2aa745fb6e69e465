import { deepEqual, equal, match } from "node:assert/strict";
import { empty } from "../../../lab/providers/aws/diff.ts";
import type { Input } from "../../../lab/providers/aws/kind.ts";
import { kinds } from "../../../lab/providers/aws/kinds/index.ts";
import type { Properties } from "../../../lab/providers/plugin.ts";
import type { Engine, Resource } from "./aws-engine.ts";

/** A resource type with its changes. */
export interface Case {
    /** Others that it refers to are created first. */
    inputs(): Promise<Properties>;
    id(inputs: Properties): string | RegExp;
    /** The whole state after the creation. */
    state?(made: Resource): Properties;
    /** The id by which the official provider imports it, if it is another than its own. */
    importId?(made: Resource): string;
    /** Inputs that AWS does not have, so that an import does not find them. */
    unread?: Record<string, string>;
    /** Each change that is an update, alone, and how it shows. */
    updates?: [Properties, Record<string, string>][];
    /** Each change that is a replacement, alone, by path. */
    replaced: Properties;
    deleteBeforeReplace?: true;
}

/** Tests of each case. `create` makes a resource that is deleted after the test. */
export function tryCases(
    cases: Record<string, Case>,
    engine: () => Engine,
    create: (type: string, inputs: Properties) => Promise<Resource>,
): void {
    for (const [type, one] of Object.entries(cases))
        describe(type, () => {
            it("is made, unchanged when asked for again, refreshed, imported, updated, and gone when deleted", () =>
                tryLife(engine(), type, one));

            it("is replaced for what the official provider replaces it for, and nothing else", async () => {
                const given = await one.inputs();
                const made = await create(type, given);
                for (const [path, value] of Object.entries(one.replaced)) {
                    const { changes, deleteBeforeReplace } = await engine().diff(made, withValue(given, path, value));
                    const kind = empty(valueAt(made.state, path)) ? "ADD_REPLACE" : "UPDATE_REPLACE";
                    deepEqual([changes, deleteBeforeReplace], [{ [path]: kind }, Boolean(one.deleteBeforeReplace)]);
                }
                deepEqual(replacing(kinds[type]!.inputs).sort(), Object.keys(one.replaced).sort());
            });

            it("refuses a property that it does not know, by name", async () => {
                const { failures } = await engine().plugin.check({
                    ...{ urn: "", type, name: "thing", oldInputs: {}, seed: Buffer.of() },
                    inputs: { ...(await one.inputs()), nameOfNothing: 1 },
                });
                deepEqual(
                    failures.map(({ property }) => property),
                    ["nameOfNothing"],
                );
            });
        });
}

async function tryLife(engine: Engine, type: string, one: Case): Promise<void> {
    let given = await one.inputs();
    let made = await engine.create(type, given);
    const expected = one.id(given);
    if (typeof expected === "string") equal(made.id, expected);
    else match(made.id, expected);
    if (one.state) deepEqual(made.state, one.state(made));
    deepEqual(await engine.changes(made, given), {});
    deepEqual(await engine.refresh(made), made);

    const imported = await engine.import(type, one.importId?.(made) ?? made.id);
    equal(imported?.id, made.id);
    deepEqual(await engine.changes(imported!, given), one.unread ?? {});

    for (const [change, shown] of one.updates ?? []) {
        const changed = { ...given, ...change };
        deepEqual(await engine.changes(made, changed), shown);
        made = await engine.update(made, changed);
        deepEqual(await engine.changes(made, changed), {});
        deepEqual(await engine.refresh(made), made);
        given = changed;
    }

    await engine.delete(made);
    equal(await engine.refresh(made), undefined);
    await engine.delete(made);
}

/** Paths of inputs whose change replaces the resource. */
const replacing = (inputs: Record<string, Input>, inherited?: true): string[] =>
    Object.entries(inputs).flatMap(([property, { type, fields, replaces }]) => {
        const always = inherited ?? (replaces === true ? true : undefined);
        if (type === "block") return replacing(fields!, always).map(path => `${property}.${path}`);
        return always ? [property] : [];
    });

function withValue(given: Properties, path: string, value: unknown): Properties {
    const [property, ...rest] = path.split(".");
    return {
        ...given,
        [property!]: rest.length ? withValue(given[property!] ?? {}, rest.join("."), value) : value,
    };
}

const valueAt = (state: Properties, path: string): unknown =>
    path.split(".").reduce<any>((value, property) => value?.[property], state);
