import assert from "node:assert/strict";
import { atLeast, defaultVersion, minorOf, minors } from "../../components/upstream/versions.ts";

describe("Karpenter versions", () => {
    it("have their minor by number, not by their first characters", () => {
        assert.deepEqual(["1.14.3", "1.1.4", "1.140.0", "latest"].map(minorOf), ["1.14", "1.1", "1.140", undefined]);
    });

    it("are of a known minor by default", () => {
        assert.ok(Object.hasOwn(minors, minorOf(defaultVersion)!));
    });
});

describe("Kubernetes versions", () => {
    it("are compared by number", () => {
        assert.deepEqual(
            [atLeast("1.9", "1.33"), atLeast("1.33", "1.33"), atLeast(undefined, "1.33")],
            [false, true, false],
        );
    });
});
