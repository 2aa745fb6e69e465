import { deepEqual, equal } from "node:assert/strict";
import { admits, allowedBy, both } from "../../../stack/instances/requirement.ts";

/** Which of these a requirement admits: no label at all, or one with this value. */
const admitted = (...requirements: [operator: string, ...values: string[]][]) => {
    const allowed = requirements.map(([operator, ...values]) => allowedBy(operator, values)).reduce(both);
    return [undefined, "2", "4", "8", "c"].filter(value => admits(allowed, value === undefined ? [] : [value]));
};

describe("a requirement", () => {
    for (const [operator, values, expected] of [
        ["In", ["2", "c"], ["2", "c"]],
        ["NotIn", ["2", "c"], [undefined, "4", "8"]],
        ["NotIn", [], ["2", "4", "8", "c"]],
        ["Exists", [], ["2", "4", "8", "c"]],
        ["DoesNotExist", [], [undefined]],
        ["Gt", ["2"], ["4", "8"]],
        ["Gte", ["2"], ["2", "4", "8"]],
        ["Lt", ["8"], ["2", "4"]],
        ["Lte", ["8"], ["2", "4", "8"]],
    ] as const)
        it(`admits by ${operator} [${values}]`, () => deepEqual(admitted([operator, ...values]), expected));

    it("and others on its label admit what all of them do", () => {
        deepEqual(admitted(["In", "2", "4", "c"], ["Gt", "2"]), ["4"]);
        deepEqual(admitted(["Gt", "2"], ["Lt", "8"]), ["4"]);
        deepEqual(admitted(["NotIn", "2"], ["NotIn", "4"]), [undefined, "8", "c"]);
        deepEqual(admitted(["In", "2", "4"], ["NotIn", "4"]), ["2"]);
        deepEqual(admitted(["Exists"], ["In", "c"]), ["c"]);
    });

    it("with bounds takes no label only beside one that excludes values, as Karpenter has it", () => {
        deepEqual(admitted(["Gte", "4"]), ["4", "8"]);
        deepEqual(admitted(["Gte", "4"], ["NotIn", "4"]), [undefined, "8"]);
        deepEqual(admitted(["Gte", "4"], ["NotIn", "2"]), ["4", "8"]);
    });

    it("that leaves no value with others asks for no label, as Karpenter has it", () => {
        deepEqual(admitted(["In", "2"], ["In", "4"]), [undefined]);
        deepEqual(admitted(["Gt", "8"], ["Lt", "2"]), [undefined]);
    });

    it("is met by one of several values", () => {
        equal(admits(allowedBy("In", ["spot"]), ["on-demand", "spot"]), true);
        equal(admits(allowedBy("NotIn", ["spot"]), ["on-demand", "spot"]), true);
        equal(admits(allowedBy("NotIn", ["spot"]), ["spot"]), false);
    });
});
