import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { spotRoleProvider as provider } from "../../components/nodes/spot-role.ts";

const inputs = { service: "spot.amazonaws.com" };

describe("the service-linked role for spot", () => {
    let folder: string;
    const { PATH } = process.env;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "aws-cli-"));
        process.env.PATH = [folder, PATH].join(delimiter);
    });
    afterEach(() => {
        process.env.PATH = PATH;
        rmSync(folder, { recursive: true });
    });
    const answer = (script: string) => {
        const cli = join(folder, "aws");
        writeFileSync(cli, `#!/bin/sh\necho "$@" >>"$0.log"\n${script}\n`);
        chmodSync(cli, 0o755);
    };

    it("is made where there is none", async () => {
        answer('echo "{}"');
        assert.deepEqual(await provider.create(inputs), { id: "spot.amazonaws.com", outs: inputs });
        const log = readFileSync(join(folder, "aws.log"), "utf8");
        assert.equal(log, "iam create-service-linked-role --aws-service-name spot.amazonaws.com\n");
    });

    it("is left as it is where there is one", async () => {
        answer(`echo >&2 "
An error occurred (InvalidInput) when calling the CreateServiceLinkedRole operation: Service role name AWSServiceRoleForEC2Spot has been taken in this account, please try a different suffix."
exit 254`);
        assert.deepEqual(await provider.create(inputs), { id: "spot.amazonaws.com", outs: inputs });
    });

    it("says in one line why it could not be made", async () => {
        answer('echo >&2 "\nAn error occurred (AccessDenied):\n  not authorized"; exit 254');
        await assert.rejects(provider.create(inputs), {
            message: "spot.serviceLinkedRole: An error occurred (AccessDenied): not authorized",
        });
        answer("exit 3");
        await assert.rejects(provider.create(inputs), {
            message:
                "spot.serviceLinkedRole: Command failed: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com",
        });
        process.env.PATH = join(folder, "empty");
        await assert.rejects(provider.create(inputs), {
            message: "spot.serviceLinkedRole: needs the aws CLI, and there is none on PATH; install it",
        });
    });

    it("never changes and is never deleted", async () => {
        const released = { ...inputs, __provider: "of another release" };
        assert.deepEqual(await provider.diff!("spot.amazonaws.com", inputs, released), { changes: false });
        assert.deepEqual(Object.keys(provider).sort(), ["create", "diff"]);
    });
});
