import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import type { Aws } from "../../../lab/aws/aws.ts";
import type { Properties } from "../../../lab/providers/plugin.ts";
import { startTestAws } from "../aws/aws.ts";

const wrapper = fileURLToPath(new URL("../../../lab/providers/bin/pulumi-resource-aws", import.meta.url));
const type = "aws:iam/role:Role";
const urn = `urn:pulumi:test::test::${type}::role`;
const struct = (value: Properties) => structs.Struct.fromJavaScript(value);

describe("the AWS test plugin, as the engine starts it", () => {
    let aws: Aws;
    let stop: (() => Promise<void>) | undefined;
    let plugin: ChildProcess;
    let client: ResourceProviderClient;
    const folder = mkdtempSync(join(tmpdir(), "lab-bin-"));
    /** Asks by the method's name. */
    const ask = (method: string, request: unknown): Promise<any> =>
        promisify((client as any)[method].bind(client))(request);

    before(async () => {
        ({ aws, stop } = await startTestAws());
        // By a link, and from anywhere: that is what a PATH may hold.
        symlinkSync(wrapper, join(folder, "pulumi-resource-aws"));
        const env = { PATH: process.env.PATH, ...aws.environment("us-west-2") };
        plugin = spawn(join(folder, "pulumi-resource-aws"), ["127.0.0.1:1"], { cwd: folder, env });
        const [port] = await once(createInterface({ input: plugin.stdout! }), "line");
        client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    });
    after(async () => {
        client?.close();
        plugin?.kill();
        await stop?.();
        rmSync(folder, { recursive: true });
    });

    it("says what it is, and is as new as the SDK asks for", async () => {
        const info = await ask("getPluginInfo", new empty.Empty());
        match(info.getVersion(), /^7\.\d+\.\d+\+lab\.test\.plugin$/);
        const schema = JSON.parse((await ask("getSchema", new proto.GetSchemaRequest())).getSchema());
        deepEqual([schema.name, schema.description], ["aws", "lab test plugin aws"]);
    });

    it("checks its configuration, and takes it", async () => {
        const provider = "urn:pulumi:test::test::pulumi:providers:aws::default";
        const request = new proto.CheckRequest()
            .setUrn(provider)
            .setNews(struct({ regoin: "us-west-2", region: "us-west-2" }));
        const failures = (await ask("checkConfig", request)).getFailuresList();
        deepEqual(
            failures.map((failure: proto.CheckFailure) => failure.getProperty()),
            ["regoin"],
        );
        match(failures[0].getReason(), /^lab test plugin aws: "regoin" is no configuration/);
        const config = new proto.ConfigureRequest().setArgs(struct({ region: "us-west-2" }));
        equal((await ask("configure", config)).getSupportspreview(), true);
    });

    it("says of each change what it is, and what it replaces", async () => {
        const state = { name: "role", path: "/", assumeRolePolicy: "{}", tags: { a: "1" }, tagsAll: { a: "1" } };
        const inputs = { name: "role", path: "/other/", assumeRolePolicy: '{"a":1}', tags: { a: "2" } };
        const request = new proto.DiffRequest().setUrn(urn).setType(type).setName("role").setId("role");
        const diff: proto.DiffResponse = await ask("diff", request.setOlds(struct(state)).setNews(struct(inputs)));
        deepEqual(diff.toObject(), {
            changes: proto.DiffResponse.DiffChanges.DIFF_SOME,
            replacesList: ["path"],
            diffsList: ["path", "assumeRolePolicy", "tags"],
            stablesList: [],
            deletebeforereplace: true,
            hasdetaileddiff: true,
            detaileddiffMap: [
                ["assumeRolePolicy", { kind: proto.PropertyDiff.Kind.UPDATE, inputdiff: false }],
                ["path", { kind: proto.PropertyDiff.Kind.UPDATE_REPLACE, inputdiff: false }],
                ['tags["a"]', { kind: proto.PropertyDiff.Kind.UPDATE, inputdiff: false }],
            ],
        });
    });

    it("hands over what was made and could not be read", async () => {
        const end = aws.fault({
            action: "GetRole",
            times: 1,
            fail: { status: 403, code: "AccessDenied", message: "no" },
        });
        const inputs = { name: "made", path: "/", assumeRolePolicy: '{"Version":"2012-10-17","Statement":[]}' };
        const request = new proto.CreateRequest()
            .setUrn(urn)
            .setType(type)
            .setName("role")
            .setProperties(struct(inputs));
        const error: ServiceError = await ask("create", request).catch(error => error);
        end();
        equal(error.details, "lab test plugin aws: reading aws:iam/role:Role made: no");
        const [details] = error.metadata.get("grpc-status-details-bin");
        const [detail] = statuses.Status.deserializeBinary(details as Buffer).getDetailsList();
        const partial = detail!.unpack(
            proto.ErrorResourceInitFailed.deserializeBinary,
            "pulumirpc.ErrorResourceInitFailed",
        )!;
        deepEqual(
            [partial.getId(), partial.getProperties()!.toJavaScript(), partial.getReasonsList()],
            ["made", inputs, [error.details]],
        );
    });

    it("reads, and says by no id that there is nothing", async () => {
        const request = new proto.ReadRequest().setUrn(urn).setType(type).setName("role").setId("made");
        const found = await ask("read", request);
        deepEqual([found.getId(), found.getInputs().toJavaScript().name], ["made", "made"]);
        equal((await ask("read", request.setId("none"))).getId(), "");
    });

    it("answers the program, or with an error that says who speaks", async () => {
        const region = await ask(
            "invoke",
            new proto.InvokeRequest().setTok("aws:index/getRegion:getRegion").setArgs(struct({})),
        );
        equal(region.getReturn().toJavaScript().region, "us-west-2");
        await rejects(
            ask("invoke", new proto.InvokeRequest().setTok("aws:s3/getBucket:getBucket").setArgs(struct({}))),
            {
                details: /^lab test plugin aws: the program calls aws:s3\/getBucket:getBucket/,
            },
        );
    });

    it("ends when the engine does", async () => {
        plugin.stdin!.end();
        const [code] = await once(plugin, "exit");
        equal(code, 0);
    });
});
