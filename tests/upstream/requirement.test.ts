import { deepEqual, equal } from "node:assert/strict";
import { admits, hasValues, intersection, newRequirement } from "../../components/upstream/requirement.ts";

/** Which of these a requirement admits: no label at all, or one with this value. */
const admitted = (...requirements: [operator: string, ...values: string[]][]) => {
    const allowed = requirements.map(([operator, ...values]) => newRequirement(operator, values)).reduce(intersection);
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
        for (const [value, ...bound] of [
            ["3.5", "Gt", "3"],
            ["", "Lt", "3"],
            ["1e1", "Gt", "3"],
        ] as [string, string, string][])
            equal(hasValues(intersection(newRequirement("In", [value]), newRequirement(bound[0], [bound[1]]))), false);
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

    it("with bounds takes whole numbers as Go's Atoi reads them, and no other value", () => {
        for (const value of ["3.5", "", "1e1", " 4", "0x4", "four", "4_0", "99999999999999999999"])
            equal(admits(newRequirement("Gt", ["3"]), [value]), false, value);
        for (const value of ["+4", "0004", "9223372036854775807", "00000000000000000000000000000000004"])
            equal(admits(newRequirement("Gt", ["3"]), [value]), true, value);
        equal(admits(newRequirement("Lt", ["3"]), [""]), false);
        equal(admits(newRequirement("Lt", ["3"]), ["-0"]), true);
    });

    it("tells apart whole numbers that a double does not", () => {
        equal(admits(newRequirement("Gt", ["9007199254740992"]), ["9007199254740993"]), true);
        equal(admits(newRequirement("Gt", ["9007199254740993"]), ["9007199254740993"]), false);
        equal(hasValues(newRequirement("Gt", ["9223372036854775807"])), false);
        equal(hasValues(newRequirement("Gte", ["9223372036854775807"])), true);
    });

    it("reads a bound that is no int as 0, as Karpenter does, and one out of range as the nearest", () => {
        equal(admits(newRequirement("Gte", ["3.5"]), ["0"]), true);
        equal(admits(newRequirement("Lt", ["1e1"]), ["0"]), false);
        equal(admits(newRequirement("Gte", ["-9223372036854775809"]), ["-9223372036854775808"]), true);
        equal(admits(newRequirement("Lte", ["9".repeat(5e6)]), ["9223372036854775807"]), true);
    });

    it("is met by one of several values", () => {
        equal(admits(newRequirement("In", ["spot"]), ["on-demand", "spot"]), true);
        equal(admits(newRequirement("NotIn", ["spot"]), ["on-demand", "spot"]), true);
        equal(admits(newRequirement("NotIn", ["spot"]), ["spot"]), false);
    });
});
