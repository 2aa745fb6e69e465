import { equal, throws } from "node:assert/strict";
import { quantity } from "../../../stack/instances/quantity.ts";

describe("a quantity", () => {
    for (const [text, number] of [
        ["1", 1],
        ["250m", 0.25],
        ["1Gi", 2 ** 30],
        ["1.5k", 1500],
        ["1e3", 1000],
        ["2E", 2e18],
        ["+1E3", 1000],
    ] as const)
        it(`${text} is ${number}`, () => equal(quantity(text), number));
    it("with an unknown unit is refused", () => throws(() => quantity("3 apples"), /not a quantity: 3 apples/));
});
