import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blockers } from "../../../stack/blockers/blockers.ts";
import { root } from "../../render.ts";
import { ApiServer } from "./api-server.ts";
import { cases, objectsOf } from "./cases.ts";
import { withEnvironment } from "./colour.ts";

const now = Date.parse("2026-11-22T21:40:00Z");

describe("npm run blockers", () => {
    let api: ApiServer;
    let folder: string;

    beforeEach(async () => {
        api = new ApiServer();
        await api.start();
        folder = mkdtempSync(join(tmpdir(), "blockers-"));
        writeFileSync(join(folder, "own.yaml"), kubeconfig());
        api.objects = objectsOf("nothing");
    });

    afterEach(async () => {
        await api.stop();
        rmSync(folder, { recursive: true });
    });

    const kubeconfig = () =>
        JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "c", cluster: { server: api.url, "insecure-skip-tls-verify": true } }],
            contexts: ["one", "two"].map(name => ({ name, context: { cluster: "c", user: name } })),
            users: ["one", "two"].map(name => ({ name, user: { token: `token-${name}` } })),
            "current-context": "one",
        });

    /** Runs the command with the environment as it is here but for what is named. */
    async function run(args: string[], variables: Record<string, string | undefined> = {}) {
        const home = process.cwd();
        process.chdir(root);
        try {
            const environment = {
                NO_COLOR: "1",
                FORCE_COLOR: undefined,
                AWS_REGION: undefined,
                AWS_DEFAULT_REGION: undefined,
            };
            return await withEnvironment({ ...environment, ...variables }, () => blockers(args, now));
        } finally {
            process.chdir(home);
        }
    }

    /** A stack file with some of its groups in it. */
    function stack(groups: object): string[] {
        const file = join(folder, "stack.yaml");
        const config = Object.entries({ cluster: { name: "dev" }, ...groups }).map(([key, value]) => [
            key.includes(":") ? key : `eks-karpenter:${key}`,
            value,
        ]);
        writeFileSync(file, JSON.stringify({ config: Object.fromEntries(config) }));
        return ["dev", "--config", file];
    }

    /** A stand-in for the AWS CLI: it writes down its arguments, and answers by the second last word of the service's command. */
    function awsCli(answers: Record<string, string>): { PATH: string } {
        const answer = Object.entries(answers).map(
            ([command, text]) => `*" ${command} "*) cat <<'EOF'\n${text}\nEOF\n;;`,
        );
        const script = `#!/bin/sh\necho "$@" >> ${folder}/aws.log\ncase " $* " in\n${answer.join("\n")}\n*) echo "no answer" >&2; exit 254;;\nesac\n`;
        writeFileSync(join(folder, "aws"), script);
        chmodSync(join(folder, "aws"), 0o755);
        return { PATH: `${folder}:${process.env.PATH}` };
    }

    const awsCalls = () => readFileSync(join(folder, "aws.log"), "utf8").trimEnd().split("\n");

    const own = () => ["dev", "--kubeconfig", join(folder, "own.yaml")];

    for (const name of cases)
        it(`only reads, each kind once: ${name}`, async () => {
            api.objects = objectsOf(name);
            const { code, stdout, stderr } = await run(own());
            assert.equal(stderr, "");
            assert.match(stdout, new RegExp(`^Stack dev, cluster dev at ${api.url}\n2026-11-22 21:40:00Z\n`));
            assert.equal(code, name === "nothing" ? 0 : 1);
            assert.deepEqual([...new Set(api.asked.map(({ method }) => method))], ["GET"]);
            assert.deepEqual(api.asked.map(({ path }) => path).sort(), [
                "/api/v1/nodes",
                "/api/v1/persistentvolumeclaims",
                "/api/v1/pods",
                "/apis/apps/v1/namespaces/karpenter/deployments",
                "/apis/karpenter.k8s.aws/v1/ec2nodeclasses",
                "/apis/karpenter.sh/v1/nodeclaims",
                "/apis/karpenter.sh/v1/nodepools",
                "/apis/policy/v1/poddisruptionbudgets",
                "/apis/storage.k8s.io/v1/volumeattachments",
            ]);
        });

    it("says the same of a list in pages", async () => {
        api.objects = objectsOf("pods");
        const whole = await run(own());
        api.page = 3;
        assert.deepEqual(await run(own()), whole);
    });

    it("asks with the context it is given, else with the current one", async () => {
        await run(own());
        await run([...own(), "--context", "two"]);
        await run(["dev", "--context", "two"], { KUBECONFIG: join(folder, "own.yaml") });
        await run(stack({ kubernetes: { context: "two" } }), { KUBECONFIG: join(folder, "own.yaml") });
        const tokens = api.asked.map(({ token }) => token);
        assert.deepEqual(
            tokens,
            ["one", "two", "two", "two"].flatMap(name => Array(9).fill(`Bearer token-${name}`)),
        );
    });

    it("gets a token once for all it asks", async () => {
        const status = { token: "t" };
        const credential = { apiVersion: "client.authentication.k8s.io/v1beta1", kind: "ExecCredential", status };
        const aws = awsCli({ "get-token": JSON.stringify(credential) });
        const exec = { apiVersion: credential.apiVersion, command: "aws", args: ["eks", "get-token"] };
        const config = { ...JSON.parse(kubeconfig()), users: [{ name: "one", user: { exec } }] };
        writeFileSync(join(folder, "own.yaml"), JSON.stringify(config));
        assert.equal((await run(own(), aws)).stderr, "");
        assert.deepEqual([...new Set(api.asked.map(({ token }) => token))], ["Bearer t"]);
        assert.deepEqual(awsCalls(), ["eks get-token"]);
    });

    it("reaches a cluster that EKS describes as the program does", async () => {
        const described = { cluster: { endpoint: "https://127.0.0.1:9", certificateAuthority: { data: "Q0E=" } } };
        const aws = awsCli({ "describe-cluster": JSON.stringify(described), "get-token": "{" });
        const kubernetes = { profile: "ops", roleArn: "arn:aws-cn:iam::123456789012:role/r" };
        const { stderr } = await run(stack({ "aws:region": "cn-north-1", kubernetes }), aws);
        assert.match(stderr, /^https:\/\/127\.0\.0\.1:9 can't be reached: .*JSON.*\n$/);
        assert.deepEqual(awsCalls(), [
            "--region cn-north-1 --profile ops eks describe-cluster --output json --name dev",
            "--region cn-north-1 eks get-token --cluster-name dev --output json --profile ops --role-arn arn:aws-cn:iam::123456789012:role/r",
        ]);
    });

    describe("says in a few words, with exit code 2, that", () => {
        const cases: Record<
            string,
            { args?: () => string[]; refuse?: ApiServer["refusals"]; env?: () => object; says: RegExp }
        > = {
            "the arguments are wrong": { args: () => [], says: /^usage: npm run blockers -- STACK .*\n$/ },
            "an option is unknown": {
                args: () => ["dev", "--force"],
                says: /^Unknown option '--force'.*\nusage: .*\n$/s,
            },
            "there is no such stack": {
                args: () => ["nosuch"],
                says: /^no Pulumi\.nosuch\.yaml; stacks here: .*\bdev\b.*\n$/,
            },
            "the stack file is wrong": {
                args: () => stack({ nodePool: {} }),
                says: /^eks-karpenter:nodePool: unknown key; did you mean "nodePools"\?\n$/,
            },
            "there is no such context": {
                args: () => [...own(), "--context", "three"],
                says: /^no context "three" in the kubeconfig; contexts: one, two\n$/,
            },
            "there is no such kubeconfig": {
                args: () => ["dev", "--kubeconfig", join(folder, "nosuch.yaml")],
                says: /^the kubeconfig .*nosuch\.yaml can't be read: ENOENT.*\n$/,
            },
            "the kubeconfig is encrypted": {
                args: () => stack({ kubernetes: { kubeconfig: { secure: "AAAB" } } }),
                says: /^kubernetes\.kubeconfig is encrypted in .*stack\.yaml, .* pass --context NAME .*\n$/,
            },
            "the region is unknown": {
                args: () => stack({}),
                says: /^no region: set aws:region in .*stack\.yaml, or AWS_REGION, or pass --context NAME\n$/,
            },
            "EKS does not know the cluster": {
                args: () => stack({ "aws:region": "eu-west-1" }),
                env: () => awsCli({}),
                says: /^cluster "dev" can't be looked up in EKS: no answer\n.*--context NAME to use your own kubeconfig\n$/,
            },
            "there is no AWS CLI": {
                args: () => stack({ "aws:region": "eu-west-1" }),
                env: () => ({ PATH: folder }),
                says: /^cluster "dev" can't be looked up in EKS: the AWS CLI is not on PATH\n/,
            },
            "the cluster does not answer": {
                args: () => {
                    writeFileSync(join(folder, "own.yaml"), kubeconfig().replace(api.url, "http://127.0.0.1:9"));
                    return own();
                },
                says: /^http:\/\/127\.0\.0\.1:9 can't be reached: .+; a private API server is reachable only from inside its VPC\n$/,
            },
            "the cluster does not know who asks": {
                refuse: { "*": { status: 401, message: "Unauthorized" } },
                says: /^http:.* rejects the credentials: Unauthorized; kubernetes\.profile and kubernetes\.roleArn select them\n$/,
            },
            "permissions are missing, all of them at once": {
                refuse: {
                    "/api/v1/pods": { status: 403, message: 'pods is forbidden: User "x" cannot list resource "pods"' },
                    "/apis/policy/v1/poddisruptionbudgets": {
                        status: 403,
                        message: "poddisruptionbudgets.policy is forbidden",
                    },
                },
                says: /^missing permissions in the cluster; each of these needs the verb list:\npoddisruptionbudgets.*\npods.*\n$/,
            },
            "the cluster has nothing of Karpenter's": {
                refuse: { "/apis/karpenter.sh/v1/nodepools": { status: 404, message: "not found" } },
                says: /^the cluster has no \/apis\/karpenter\.sh\/v1\/nodepools; is it the right one, with Karpenter on it\?\n$/,
            },
            "the cluster is in trouble": {
                refuse: { "/api/v1/nodes": { status: 503, message: "etcd is gone" } },
                says: /^http:.* answered 503: etcd is gone\n$/,
            },
        };
        for (const [what, { args = own, refuse = {}, env = () => ({}), says }] of Object.entries(cases))
            it(what, async () => {
                api.refusals = refuse;
                const { code, stdout, stderr } = await run(args(), env() as Record<string, string>);
                assert.match(stderr, says);
                assert.deepEqual([code, stdout], [2, ""]);
            });
    });
});
