import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import * as pulumi from "@pulumi/pulumi";
import { AwsAuthMapping, awsAuthProvider as provider } from "../../components/nodes/aws-auth.ts";
import { nodeMapping } from "../../components/nodes/map-roles.ts";
import { ApiServer } from "./api-server.ts";

const arn = "arn:aws:iam::123456789012:role/dev-nodeRole";
const mapping = nodeMapping(arn, false);
const entry = `- rolearn: ${arn}
  username: system:node:{{EC2PrivateDNSName}}
  groups:
    - system:bootstrappers
    - system:nodes
`;
const others = {
    mapRoles: `# ours, ask first\r\n-   rolearn: ${arn}-2\r\n    username: x`,
    mapUsers: "- userarn:   arn:aws:iam::123456789012:user/x  # on call",
};
const both = { ...others, mapRoles: `${others.mapRoles}\n${entry.trimEnd()}` };

describe("the mapping in aws-auth", () => {
    let api: ApiServer;
    const inputs = () => ({ kubeconfig: api.kubeconfig, mapping });
    const owned = () => ({ ...inputs(), owned: true });
    beforeEach(async () => {
        api = new ApiServer();
        await api.listen();
    });
    afterEach(() => api.close());

    it("is created beside what others wrote", async () => {
        api.data = others;
        assert.deepEqual(await provider.create(inputs()), { id: arn, outs: owned() });
        assert.deepEqual(api.data, both);
    });

    it("is created with the config map where there is none", async () => {
        assert.deepEqual(await provider.create(inputs()), { id: arn, outs: owned() });
        assert.deepEqual(api.data, { mapRoles: entry });
        assert.deepEqual(api.log, ["GET 404", "POST 201"]);
    });

    it("is created where the config map has other keys only", async () => {
        api.data = { mapUsers: others.mapUsers };
        await provider.create(inputs());
        assert.deepEqual(api.data, { mapUsers: others.mapUsers, mapRoles: entry });
    });

    it("takes the rest of the config map back as it was", async () => {
        const rest = {
            metadata: { labels: { team: "a" }, creationTimestamp: "2026-01-02T03:04:05.000Z", resourceVersion: "1" },
            binaryData: { x: "AAEC" },
        };
        api.configMap = { ...rest, data: others };
        await provider.create(inputs());
        const { metadata, data, binaryData } = api.configMap;
        assert.deepEqual({ metadata: { ...metadata, resourceVersion: "1" }, binaryData }, rest);
        assert.deepEqual(data, both);
    });

    it("is added to what somebody else wrote in between", async () => {
        api.data = {};
        api.beforeWrite = () => {
            api.beforeWrite = () => {};
            api.data = others;
        };
        await provider.create(inputs());
        assert.deepEqual(api.data, both);
        assert.deepEqual(api.log, ["GET 200", "PUT 409", "GET 200", "PUT 200"]);
    });

    it("is added to a config map that somebody else created in between", async () => {
        api.beforeWrite = () => {
            api.beforeWrite = () => {};
            api.data = others;
        };
        await provider.create(inputs());
        assert.deepEqual(api.data, both);
        assert.deepEqual(api.log, ["GET 404", "POST 409", "GET 200", "PUT 200"]);
    });

    it("is given up after ten that were faster", async () => {
        api.data = others;
        api.beforeWrite = () => {
            api.data = others;
        };
        await assert.rejects(provider.create(inputs()), {
            message:
                "config map aws-auth: the API server answered 409: the object has been modified; please apply your changes to the latest version",
        });
        assert.equal(api.log.length, 20);
        assert.deepEqual(api.data, others);
    });

    it("is left as somebody else wrote it before, on create, update, refresh and delete", async () => {
        const data = { mapRoles: `- {rolearn: ${arn}, username: theirs, groups: []}` };
        api.data = data;
        const theirs = { ...inputs(), owned: false };
        assert.deepEqual(await provider.create(inputs()), { id: arn, outs: theirs });
        const wanted = { ...inputs(), mapping: nodeMapping(arn, true) };
        assert.deepEqual(await provider.update!(arn, theirs, wanted), { outs: { ...wanted, owned: false } });
        assert.deepEqual(await provider.read!(arn, theirs), { id: arn, props: theirs });
        await provider.delete!(arn, theirs);
        assert.deepEqual(api.data, data);
        assert.deepEqual(new Set(api.log), new Set(["GET 200"]));
    });

    it("changes where it stands", async () => {
        api.data = { ...others, mapRoles: `${entry}# theirs\n${others.mapRoles}` };
        const wanted = { ...inputs(), mapping: nodeMapping(arn, true) };
        assert.deepEqual(await provider.update!(arn, owned(), wanted), { outs: { ...wanted, owned: true } });
        const mapRoles = `${entry}    - eks:kube-proxy-windows\n# theirs\n${others.mapRoles}`;
        assert.deepEqual(api.data, { ...others, mapRoles });
    });

    it("is taken away alone, and after that again without a word", async () => {
        api.data = both;
        await provider.delete!(arn, owned());
        assert.deepEqual(api.data, others);
        await provider.delete!(arn, owned());
        assert.deepEqual(api.log, ["GET 200", "PUT 200", "GET 200"]);
    });

    it("leaves the config map behind when it was the last in it, and creates none to be taken from", async () => {
        await provider.delete!(arn, owned());
        assert.equal(api.data, undefined);
        await provider.create(inputs());
        await provider.delete!(arn, owned());
        assert.deepEqual(api.data, { mapRoles: "" });
    });

    it("is gone for a refresh when it is gone, or the config map is", async () => {
        assert.deepEqual(await provider.read!(arn, owned()), {});
        api.data = others;
        assert.deepEqual(await provider.read!(arn, owned()), {});
    });

    it("is for a refresh what the config map says", async () => {
        api.data = both;
        assert.deepEqual(await provider.read!(arn, owned()), { id: arn, props: owned() });
        api.data = { mapRoles: entry.replace("system:bootstrappers", "other") };
        const found = { ...mapping, groups: ["other", "system:nodes"] };
        assert.deepEqual(await provider.read!(arn, owned()), { id: arn, props: { ...owned(), mapping: found } });
        assert.deepEqual(api.log, ["GET 200", "GET 200"]);
    });

    it("changes nothing where mapRoles is no list", async () => {
        const data = { mapRoles: "a: b" };
        api.data = data;
        const message = "config map aws-auth: mapRoles: found a map, it must be a YAML list; correct it first";
        await assert.rejects(provider.create(inputs()), { message });
        await assert.rejects(provider.delete!(arn, owned()), { message });
        assert.deepEqual(api.data, data);
    });

    it("says in one line why the API server refuses, cannot be reached, or is not named", async () => {
        api.forbidden = 'configmaps "aws-auth" is forbidden: User "x" cannot get resource "configmaps"';
        await assert.rejects(provider.create(inputs()), {
            message: `config map aws-auth: the API server answered 403: ${api.forbidden}`,
            stack: "",
        });
        const gone = new ApiServer();
        await gone.listen();
        const { kubeconfig } = gone;
        await gone.close();
        await assert.rejects(provider.create({ mapping, kubeconfig }), {
            message: /^config map aws-auth: connect ECONNREFUSED 127\.0\.0\.1:\d+$/,
        });
        for (const kubeconfig of ["", "~/.kube/config", "users: [{ user: { token: the-token", "{}"])
            await assert.rejects(provider.create({ mapping, kubeconfig }), {
                message:
                    "config map aws-auth: cluster.kubeconfig: found text that is not a kubeconfig with a current context; set the content of one",
            });
    });

    it("is replaced, the new one first, when the role is another, and only then", async () => {
        const diff = (news: object) => provider.diff!(arn, owned(), { ...inputs(), ...news });
        const other = "arn:aws:iam::123456789012:role/other";
        assert.deepEqual(await diff({ mapping: nodeMapping(other, false) }), { changes: true, replaces: ["mapping"] });
        assert.deepEqual(await diff({ mapping: nodeMapping(arn, true) }), { changes: true, replaces: [] });
        assert.deepEqual(await diff({ kubeconfig: "other" }), { changes: true, replaces: [] });
        const { rolearn, username, groups } = mapping;
        assert.deepEqual(await diff({ mapping: { groups, username, rolearn } }), { changes: false, replaces: [] });
        assert.deepEqual(await diff({ __provider: "of another release" }), { changes: false, replaces: [] });
    });

    it("is found deployable where both packages are", async () => {
        assert.deepEqual(await provider.check!(owned(), inputs()), { inputs: inputs(), failures: [] });
    });

    describe("as Pulumi keeps it", () => {
        let registered: pulumi.runtime.MockResourceArgs;
        let resource: AwsAuthMapping;
        before(async () => {
            await pulumi.runtime.setMocks({
                newResource: args => {
                    registered = args;
                    return { id: args.name, state: args.inputs };
                },
                call: ({ inputs }) => inputs,
            });
            resource = new AwsAuthMapping("map", { kubeconfig: "text with a token", mapping }, {});
            await new Promise(resolve => resource.id.apply(resolve));
        });
        after(() => pulumi.runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) }));

        it("holds the kubeconfig as a secret", async () => {
            assert.equal(registered.type, "pulumi-nodejs:dynamic/eks-karpenter:AwsAuthMapping");
            assert.deepEqual(registered.inputs.mapping, mapping);
            const { kubeconfig } = resource as unknown as { kubeconfig: pulumi.Output<string> };
            assert.equal(await pulumi.isSecret(kubeconfig), true);
        });

        it("works from its text alone, which names no path of this machine", async () => {
            const text: string = registered.inputs.__provider;
            assert.equal(text.includes(process.cwd()), false);
            const kept: { handler?: () => typeof provider } = {};
            new Function("exports", text)(kept);
            api.data = others;
            const { create, delete: remove } = kept.handler!();
            assert.deepEqual(await create(inputs()), { id: arn, outs: owned() });
            assert.deepEqual(api.data, both);
            await remove!(arn, owned());
            assert.deepEqual(api.data, others);
        });

        it("says at preview which packages to install, and shows no kubeconfig with it", () => {
            const script = `${registered.inputs.__provider}
                exports.handler().check({}, {}).then(found => console.log(JSON.stringify(found.failures)))`;
            const found = execFileSync(process.execPath, ["-e", script], { cwd: tmpdir(), encoding: "utf8" });
            const reason =
                "nodeRole.joining: AwsAuth requires the packages @kubernetes/client-node and yaml, but one is missing; run npm install @kubernetes/client-node yaml";
            assert.deepEqual(JSON.parse(found), [{ property: "", reason }]);
        });
    });
});
