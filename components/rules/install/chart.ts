import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import { keysOf } from "../../upstream/chart.ts";
import type { Rule } from "../rule.ts";
import type { Schema } from "../schema/expected.ts";
import { problemsIn } from "../schema/structure.ts";

function schemaOf(minor: string, map = ""): Schema {
    const own = keysOf(map, minor);
    if (own === undefined) return {};
    const properties = own.map(key => [key, schemaOf(minor, map === "" ? key : `${map}.${key}`)]);
    return { properties: Object.fromEntries(properties), additionalProperties: false };
}

/** Warns about values that the chart does not read. */
export const unknownChartValues: Rule<Resolved> = {
    name: "unknown-values",
    verdict: "warning",
    says: "Each chart value is one that the chart of the stack's Karpenter version uses: Helm silently ignores others.",
    source: "chart karpenter of 1.14.3 and of 1.15.0, values.yaml and templates",
    find: ({ install }, { minor }): Iterable<Problem> =>
        problemsIn(install.values, schemaOf(minor), { path: "install.values" }),
};
