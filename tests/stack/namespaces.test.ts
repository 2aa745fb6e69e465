import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { ofAws } from "../../stack/namespaces.ts";

describe("keys of the AWS provider", () => {
    it("are those that it has", () => {
        const provider = createRequire(import.meta.url)("@pulumi/aws/config/vars.js");
        assert.deepEqual(ofAws, Object.keys(provider).sort());
    });
});
