import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { awsConfigKeys } from "../../stack/config-keys.ts";

describe("keys of the AWS provider", () => {
    it("are those that it has", () => {
        const provider = createRequire(import.meta.url)("@pulumi/aws/config/vars.js");
        assert.deepEqual(awsConfigKeys, Object.keys(provider).sort());
    });
});
