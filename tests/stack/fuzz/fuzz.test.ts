import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import type { KarpenterArgs } from "../../../components/args.ts";
import { isMap } from "../../../components/inputs/merge.ts";
import { line } from "../../../components/problems/problem.ts";
import { check } from "../../../components/rules/check.ts";
import { schema } from "../../../components/rules/schema/args.generated.ts";
import { problemsIn } from "../../../components/rules/schema/structure.ts";
import { instancesIn } from "../../../stack/instances/instances.ts";
import { cut, mutated } from "./mutations.ts";
import { checkLine, ofConfig, ofFile } from "./outcome.ts";
import { key, value } from "./values.ts";
import { documents, groups } from "./yaml.ts";

/** How often each property is tried; more on request, with other seeds (FC_SEED). */
const numRuns = Number(process.env.FUZZ_RUNS ?? 300);
if (!(numRuns > 0)) throw new Error(`FUZZ_RUNS: found ${process.env.FUZZ_RUNS}, expected how many runs of each`);
const holds = <T>(arbitrary: fc.Arbitrary<T>, read: (value: T) => unknown) =>
    fc.assert(
        fc.property(arbitrary, value => void read(value)),
        { numRuns },
    );

describe("whatever a stack holds, it ends in settings or in lines that say what is wrong:", () => {
    it("any bytes", () => {
        holds(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: "binary" })), ofFile);
    });

    it("any YAML", () => {
        holds(documents, ofFile);
    });

    it("a good file with a part of it elsewhere, twice or not there", () => {
        holds(cut, ofFile);
    });

    it("a sound stack with other values and keys, in a file", () => {
        holds(mutated, stack => {
            const lines = Object.entries(stack).map(
                ([group, each]) => `  ${JSON.stringify(`eks-karpenter:${group}`)}: ${JSON.stringify(each) ?? ""}\n`,
            );
            ofFile(`config:\n  aws:region: us-west-2\n${lines.join("")}`);
        });
    });

    it("any config, as the Pulumi CLI hands it over", () => {
        const text = fc.oneof(
            value.map(each => JSON.stringify(each)),
            key,
        );
        const config = fc.dictionary(fc.constantFrom(...groups), text);
        holds(fc.tuple(config, fc.subarray(groups)), ([config, secrets]) => ofConfig(config, secrets));
    });

    it("a sound stack with other values and keys, some of them secret", () => {
        holds(fc.tuple(mutated, fc.subarray(groups)), ([stack, secrets]) => {
            const config = Object.entries(stack).map(([group, each]) => [
                `eks-karpenter:${group}`,
                typeof each === "string" ? each : JSON.stringify(each ?? null),
            ]);
            ofConfig(Object.fromEntries([["aws:region", "us-west-2"], ...config]), secrets);
        });
    });

    it("any arguments of the component, known or not", () => {
        const region = fc.constantFrom(undefined, "us-west-2", "a");
        const hides = fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 1, maxLength: 7 });
        holds(fc.tuple(mutated, hides, region), ([stack, hides, region]) => {
            const instances = region === undefined ? undefined : instancesIn(region);
            const judge = (args: unknown) => {
                const { problems, warnings, allowed } = check(args as KarpenterArgs, instances);
                for (const found of [...problems, ...warnings, ...allowed]) checkLine(line(found));
            };
            judge(stack);
            // The types let outputs stand at leaves only.
            if ([...problemsIn(stack, schema)].length > 0) return;
            let count = 0;
            judge(hidden(stack, () => hides[count++ % hides.length]!));
        });
    });
});

/** In what the types let outputs stand. */
const open = ["spec", "labels", "annotations", "tags", "values", "subnets", "securityGroups", "policyArns", "others"];

/** A tree in which some of its leaves are outputs (1) or promises (2). */
function hidden(tree: unknown, how: () => number, inside = false): unknown {
    if (Array.isArray(tree)) return tree.map(each => hidden(each, how, inside));
    if (!isMap(tree)) return [tree, pulumi.output(tree), Promise.resolve(tree)][inside ? how() : 0];
    return Object.fromEntries(
        Object.entries(tree).map(([key, each]) => [key, hidden(each, how, inside || open.includes(key))]),
    );
}
