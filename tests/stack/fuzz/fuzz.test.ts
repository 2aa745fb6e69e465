import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import type { KarpenterArgs } from "../../../components/args.ts";
import { isMap } from "../../../components/inputs/merge.ts";
import { manifestsOf } from "../../../components/manifests.ts";
import { line } from "../../../components/problems/problem.ts";
import { resolve } from "../../../components/resolve.ts";
import { check } from "../../../components/rules/check.ts";
import { instanceChecks } from "../../../stack/instances/instance-checks.ts";
import { cut, mutated, stated } from "./mutations.ts";
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

    it("a valid stack with other values and keys, in a file", () => {
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

    it("a valid stack with other values and keys, some of them secret", () => {
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
        const ways = fc.constantFrom(...Array<Way>(30).fill(same), pending, promised, undefining);
        const hides = fc.array(ways, { minLength: 1, maxLength: 50 });
        holds(fc.tuple(fc.oneof(mutated, stated), hides, region), ([stack, hides, region]) => {
            const instances = region === undefined ? undefined : instanceChecks(region);
            const judge = (args: unknown) => {
                const { problems, warnings, allowed } = check(args as KarpenterArgs, instances);
                for (const found of [...problems, ...warnings, ...allowed]) checkLine(line(found));
                if (problems.length === 0) manifestsOf(resolve(args as KarpenterArgs), wired);
            };
            judge(stack);
            let count = 0;
            judge(hidden(stack, each => hides[count++ % hides.length]!(each)));
        });
    });
});

type Way = (value: unknown) => unknown;
const same: Way = value => value;
// What is in it nobody reads: Pulumi itself fails on some of what may be.
const pending: Way = () => pulumi.output("later");
const promised: Way = value => Promise.resolve(value);
const undefining: Way = () => undefined;

/** What the parts in AWS tell the objects. */
const wired = { nodeRole: pulumi.output("dev-nodeRole"), controllerRoleArn: pulumi.output("role") };

/** A tree in which some values, maps and lists among them, stand in another way. */
function hidden(tree: unknown, stand: Way): unknown {
    if (Array.isArray(tree)) return tree.map(each => stand(hidden(each, stand)));
    if (!isMap(tree)) return tree;
    return Object.fromEntries(Object.entries(tree).map(([key, each]) => [key, stand(hidden(each, stand))]));
}
