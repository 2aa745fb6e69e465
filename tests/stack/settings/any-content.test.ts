import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Schema } from "../../../components/rules/schema/expected.ts";
import { problemsIn } from "../../../components/rules/schema/structure.ts";
import stackFile from "../../../stack/schema.json" with { type: "json" };
import { readSettings } from "../../../stack/settings.ts";
import { cluster, given, lines, nested } from "./config.ts";

describe("settings", () => {
    afterEach(() => pulumi.runtime.setAllConfig({}));

    it("end in lines, never in a stack trace, whatever the file holds", () => {
        const key = fc.constantFrom(
            "__proto__",
            "constructor",
            "toString",
            "spec",
            "name",
            "limits",
            "template",
            "values",
        );
        const { tree } = fc.letrec(tie => ({
            tree: fc.oneof(
                { depthSize: "medium" },
                fc.jsonValue(),
                fc.array(tie("tree"), { maxLength: 3 }),
                fc.array(fc.tuple(fc.oneof(key, fc.string()), tie("tree")), { maxLength: 4 }).map(Object.fromEntries),
            ),
        }));
        const groups = [...Object.keys(stackFile.properties.config.properties), "eks-karpenter:__proto__"];
        const text = fc.oneof(
            tree.map(value => JSON.stringify(value)),
            fc.string(),
        );
        const config = fc.dictionary(fc.constantFrom(...groups), text);
        fc.assert(
            fc.property(config, groups => {
                pulumi.runtime.setAllConfig(groups);
                try {
                    readSettings();
                } catch (error) {
                    assert.ok(pulumi.RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
                }
            }),
            { numRuns: 500 },
        );
    });

    it("survive nesting that would exhaust a stack", () => {
        assert.deepEqual(lines({ cluster, install: nested(1e6) }), [
            "eks-karpenter:install: nested deeper than 100 levels",
        ]);
        const list = "[".repeat(1e6) + "]".repeat(1e6);
        assert.deepEqual(lines({ cluster, spot: list }), [
            'eks-karpenter:spot: found [[["..."]]], expected a map (serviceLinkedRole, profile)',
            "eks-karpenter:spot: nested deeper than 100 levels",
        ]);
    });

    it("are read at five megabytes", () => {
        const pools = Array.from({ length: 120_000 }, (_, i) => [`pool-${i}`, { spec: { limits: { cpu: 100 } } }]);
        const large = { cluster, nodePools: Object.fromEntries(pools) };
        assert.ok(JSON.stringify(large).length > 5e6);
        given(large);
        assert.equal(Object.keys(readSettings().nodePools!).length, pools.length);
        assert.equal(lines({ cluster, tags: { a: ["x".repeat(5e6)] } }).length, 1);
    });

    it("are judged as ajv judges them", () => {
        const schema = stackFile.properties.config.properties["eks-karpenter:nodePools"];
        const validate = new Ajv({ strict: false }).compile(schema);
        const scalar = fc.oneof(
            fc.integer({ min: -2, max: 120 }),
            fc.boolean(),
            fc.constantFrom("1h", "In", "5", "10%", "x"),
        );
        const { value } = fc.letrec(tie => ({
            value: fc.oneof({ depthSize: "small" }, scalar, tie("map"), fc.array(tie("value"), { maxLength: 2 })),
            map: fc.dictionary(fc.constantFrom("spec", "limits", "key", "operator", "labels"), tie("value"), {
                maxKeys: 3,
            }),
        }));
        const near = fc.record(
            {
                weight: fc.oneof(fc.integer({ min: -1, max: 102 }), scalar),
                limits: fc.dictionary(
                    fc.string({ maxLength: 3 }),
                    fc.oneof(fc.constantFrom("1Gi", "ten", 5, 0.5), value),
                ),
                template: fc.record({
                    spec: fc.record({
                        requirements: fc.array(
                            fc.record(
                                {
                                    key: scalar,
                                    operator: scalar,
                                    values: fc.array(scalar, { maxLength: 2 }),
                                    minValues: scalar,
                                },
                                { requiredKeys: [] },
                            ),
                            { maxLength: 2 },
                        ),
                    }),
                }),
                disruption: value,
            },
            { requiredKeys: [] },
        );
        const pools = fc.dictionary(fc.string({ maxLength: 3 }), fc.oneof(value, fc.record({ spec: near })), {
            maxKeys: 2,
        });
        fc.assert(
            fc.property(pools, value => {
                const valid = problemsIn(value, schema as Schema).next().done === true;
                assert.equal(valid, validate(value));
            }),
            { numRuns: 1000 },
        );
    });
});
