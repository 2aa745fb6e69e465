import assert from "node:assert/strict";
import fc from "fast-check";
import { expressionOf, re2, schedule } from "../../../components/rules/schema/re2.ts";
import { schemaOf } from "../../../components/rules/schema/schema-of.ts";

describe("patterns", () => {
    it("of a schedule are the CRD's", () => {
        const { properties } = schemaOf("nodePools.<name>.spec.disruption.budgets[]");
        assert.equal(properties?.schedule?.pattern, schedule);
    });

    it("of a schedule hold for what the CRD's holds for", () => {
        const part = fc.constantFrom("a", " ", "\n", "\t", "\u2028", "\u{1f600}", "@daily");
        const text = fc.array(part, { maxLength: 14 }).map(parts => parts.join(""));
        fc.assert(
            fc.property(text, text => {
                assert.equal(re2(schedule).test(text), expressionOf(schedule).test(text));
            }),
            { numRuns: 5000 },
        );
    });

    it("of a schedule end at once on what has many ways to be five fields, and is none", () => {
        assert.equal(re2(schedule).test(`${" ".repeat(1e6)}\n`), false);
    });

    it("hold for nothing of more than a million characters", () => {
        const duration = re2("^([0-9]+(s|m|h))+$");
        assert.deepEqual([duration.test("1h".repeat(5e5)), duration.test("1h".repeat(25e5))], [true, false]);
    });
});
