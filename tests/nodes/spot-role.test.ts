import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { spotRoleProvider as provider } from "../../components/nodes/spot-role.ts";

const inputs = { service: "spot.amazonaws.com", accountId: "123456789012", region: "cn-north-1", profile: "admin" };
const own = '[ "$1" = sts ] && echo 123456789012 && exit';

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
        answer(`${own}\necho "{}"`);
        assert.deepEqual(await provider.create(inputs), { id: "spot.amazonaws.com", outs: inputs });
        const log = readFileSync(join(folder, "aws.log"), "utf8");
        assert.deepEqual(log.trim().split("\n"), [
            "sts get-caller-identity --query Account --output text --region cn-north-1 --profile admin",
            "iam create-service-linked-role --aws-service-name spot.amazonaws.com --region cn-north-1 --profile admin",
        ]);
    });

    it("is left as it is where there is one", async () => {
        answer(`${own}
echo >&2 "
An error occurred (InvalidInput) when calling the CreateServiceLinkedRole operation: Service role name AWSServiceRoleForEC2Spot has been taken in this account, please try a different suffix."
exit 254`);
        assert.deepEqual(await provider.create(inputs), { id: "spot.amazonaws.com", outs: inputs });
    });

    it("says in one line why it could not be made", async () => {
        answer(`${own}\necho >&2 "\nAn error occurred (AccessDenied):\n  not authorized"; exit 254`);
        await assert.rejects(provider.create(inputs), {
            message: "spot.serviceLinkedRole: An error occurred (AccessDenied): not authorized",
        });
        answer(`${own}\nexit 3`);
        await assert.rejects(provider.create(inputs), {
            message:
                "spot.serviceLinkedRole: Command failed: aws iam create-service-linked-role --aws-service-name " +
                "spot.amazonaws.com --region cn-north-1 --profile admin",
        });
        process.env.PATH = join(folder, "empty");
        await assert.rejects(provider.create(inputs), {
            message: "spot.serviceLinkedRole: requires the AWS CLI, which is not on PATH; install it",
        });
    });

    it("is not made in another account than the cluster's", async () => {
        answer("echo 210987654321");
        await assert.rejects(provider.create(inputs), {
            message:
                "spot.serviceLinkedRole: the AWS CLI has credentials for account 210987654321, but the cluster is in 123456789012; set spot.profile",
        });
        assert.ok(!readFileSync(join(folder, "aws.log"), "utf8").includes("create-service-linked-role"));
    });

    it("never changes and is never deleted", async () => {
        const released = { ...inputs, __provider: "of another release" };
        assert.deepEqual(await provider.diff!("spot.amazonaws.com", inputs, released), { changes: false });
        assert.deepEqual(Object.keys(provider).sort(), ["create", "diff"]);
    });
});
