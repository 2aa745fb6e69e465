import { equal } from "node:assert/strict";
import { nearest } from "../../components/problems/nearest.ts";

describe("the nearest name", () => {
    const names = ["budgets", "consolidateAfter", "consolidationPolicy", "id"];

    it("is the one with the fewest edits, within a third of the letters, in any case", () => {
        equal(nearest("Budget", names), "budgets");
        equal(nearest("consolidatonAftr", names), "consolidateAfter");
        equal(nearest("budxxxx", names), undefined);
        equal(nearest("ix", names), "id");
        equal(nearest("xy", names), undefined);
        equal(nearest("budget", []), undefined);
    });

    it("is within the edits that a caller gives", () => {
        equal(nearest("consolidationPolicies", names, 2), undefined);
        equal(nearest("consolidationPolci", names, 2), "consolidationPolicy");
    });

    it("is none for a text longer than any", () => {
        equal(nearest("x".repeat(5e6), names), undefined);
    });
});
