import assert from "node:assert/strict";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer.js";
import { manifest, root } from "./npm.ts";

describe("the component as `pulumi package add` reads it", () => {
    it("has arguments that every language can say, and descriptions in plain words", () => {
        const { components, typeDefinitions } = new Analyzer(
            root,
            manifest.name,
            manifest,
            new Set(["Karpenter"]),
        ).analyze();
        assert.deepEqual(Object.keys(components), ["Karpenter"]);
        assert.ok(!JSON.stringify([components, typeDefinitions]).includes("[object Object]"));
    });
});
