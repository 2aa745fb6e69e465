import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { awsAuthProvider } from "../../../components/nodes/aws-auth.ts";
import { spotRoleProvider } from "../../../components/nodes/spot-role.ts";

// The render leaves this out, so that only a deployment would show it.
describe("the code of a dynamic provider can be kept by Pulumi:", () => {
    for (const [name, provider] of Object.entries({ awsAuthProvider, spotRoleProvider }))
        it(name, async () => {
            const { text } = await pulumi.runtime.serializeFunction(() => provider);
            assert.match(text, /create/);
        });
});
