import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { load } from "js-yaml";
import { instanceTable } from "../../../stack/instances/table.ts";
import { render, root } from "../../render.ts";
import whole from "./whole.json" with { type: "json" };

const small = join(import.meta.dirname, "program");

describe("the render", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "render-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** Renders in a process of its own, as npm does. */
    async function renderAlone(args: string[], cwd = root, env: Record<string, string> = {}) {
        const { NO_COLOR, FORCE_COLOR, ...rest } = process.env;
        const command = [join(root, "stack/render/index.js"), ...args];
        const run = promisify(execFile)(process.execPath, command, { cwd, env: { ...rest, ...env } });
        const { code, stdout, stderr } = await run.then(ended => ({ code: 0, ...ended })).catch(error => error);
        return { code, stdout, stderr };
    }

    const out = () => join(folder, "out");
    const files = (path = out()) =>
        Object.fromEntries(
            readdirSync(path, { recursive: true, withFileTypes: true })
                .filter(entry => entry.isFile())
                .map(({ parentPath, name }) => join(parentPath, name))
                .sort()
                .map(file => [file.slice(path.length + 1), readFileSync(file, "utf8")]),
        );

    /** Renders the small program in one of its modes. */
    function mode(name: string, how = render) {
        const config = join(folder, "stack.yaml");
        writeFileSync(config, `config:\n  small:mode: ${name}\n`);
        return how(["test", "--config", config, "--out", out()], small);
    }

    describe("of a small program", () => {
        let printed: { stdout: string; stderr: string };
        let written: Record<string, string>;
        before(async () => {
            const made = join(small, "out");
            printed = await renderAlone(["test"], small);
            written = files(join(made, "test"));
            rmSync(made, { recursive: true });
        });

        it("is every resource with the engine's URNs, in order, with inputs and options", () => {
            assert.equal(printed.stderr, "");
            assert.deepEqual(JSON.parse(written["resources.json"]!), whole);
        });

        it("has a page, and policies, manifests and values in files of their own, and nothing else but what may be launched", () => {
            const {
                "resources.json": _,
                "instances.json": __,
                "index.html": page,
                ".render": marker,
                ...documents
            } = written;
            assert.match(page!, /^<!doctype html>\n.*<h1>Stack test<\/h1>/s);
            assert.match(marker!, /replaces this folder/);
            assert.deepEqual(documents, {
                "iam/same.json": `{\n    "Version": "2012-10-17",\n    "Statement": []\n}\n`,
                "iam/same-2.json": `${JSON.stringify(
                    {
                        Version: "2012-10-17",
                        Statement: [
                            { Effect: "Allow", Action: "*", Resource: "arn:aws:iam::123456789012:role/x/same" },
                        ],
                    },
                    undefined,
                    4,
                )}\n`,
                "manifests/configmap-.._map.yaml":
                    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ../map\n  labels:\n    a/b: "on"\n' +
                    'data:\n  from: stack\n  password: "[secret]"\n  time: "12:30"\n',
                "manifests/nodepool-left.yaml":
                    "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: left\nspec:\n  template:\n    spec:\n" +
                    "      requirements:\n        - key: node.kubernetes.io/instance-type\n          operator: In\n" +
                    "          values:\n            - m5.large\n",
                "values/chart.yaml": 'deep:\n  value: "[secret]"\n',
                "values/karpenter.yaml": "replicas: 2\n",
            });
        });

        it("shows the tree, sizes, warnings, assumptions and where the files are", () => {
            assert.equal(
                printed.stdout,
                `Stack test: 13 resources
  small-test                                                  pulumi:Stack
  ├─ unanswered                                               aws:x:Z
  ├─ unknown                                                  aws:x:Z
  ├─ told                                                     aws:x:Z
  ├─ karpenter                                                eks-karpenter:Karpenter
  ├─ release                                                  kubernetes:Release
  ├─ cluster                                                  pulumi:providers:kubernetes
  ├─ group                                                    small:Group
  │  ├─ code                                                  pulumi-nodejs:dynamic:Resource
  │  ├─ inner                                                 small:Inner
  │  │  └─ role                                               aws:iam:Role
  │  └─ map                                                   kubernetes:ConfigMap
  └─ policy                                                   aws:iam:Policy

IAM documents, in characters without white space
  DOCUMENT    SIZE  LIMIT      USED
  same          39  of 2,048    2%
  same         121  of 6,144    2%

Node pools (1)
  NAME  CLASS  CAPACITY  INSTANCES      CPU  MEMORY  WEIGHT  CONSOLIDATES
  left  -      -         type m5.large  -    -       -       -

Instance types that node pools can launch in eu-west-1, by AWS's data of ${instanceTable().date}
  NAME  TYPES  AMD64  SPOT  ON-DEMAND  RESERVED  SMALLEST, CPU/GIB  LARGEST, CPU/GIB
  left     ≤1      1     1          1         1  m5.large 2/8       m5.large 2/8
  ≤: at most, since not all restrictions are known; instances.json lists the unknown ones

Warnings (1)
  - a thing: is odd

Assumed, since config does not set them: each with the key that sets it
  account  small:cluster.accountId
    123456789012

Written
  out/test: index.html, resources.json, instances.json, iam (2), manifests (2), values (2)
`,
            );
        });

        it("keeps every secret out of every byte it writes", () => {
            const everything = [printed.stdout, printed.stderr, ...Object.values(written)].join("\n");
            assert.doesNotMatch(everything, /SECRET|ciphertext/);
            assert.match(everything, /\[secret\]/);
        });
    });

    describe("prints", () => {
        it("with --json what resources.json holds, and nothing else", async () => {
            const printed = await render(["test", "--out", out(), "--json"], small);
            assert.deepEqual(printed, { code: 0, stdout: files()["resources.json"], stderr: "" });
        });

        it("and writes the same every time, with colours where they are asked for", async () => {
            const [one, two] = [join(folder, "one"), join(folder, "two")];
            const [{ stdout: plain }, { stdout: coloured }] = await Promise.all([
                renderAlone(["dev", "--out", one], root),
                renderAlone(["dev", "--out", two], root, { FORCE_COLOR: "1" }),
            ]);
            assert.deepEqual(files(one), files(two));
            assert.ok(!plain.includes("\u001b"));
            assert.ok(coloured.includes("\u001b[1m"));
            assert.equal(stripVTControlCharacters(coloured), plain.replace(one, two));
        });

        for (const [stack, file] of [
            ["dev", "Pulumi.dev.yaml"],
            ["al2", "examples/Pulumi.al2.yaml"],
            ["new-cluster", "examples/Pulumi.new-cluster.yaml"],
        ] as const)
            it(`at most 100 columns for ${stack}`, async () => {
                const { stdout } = await render([stack, "--config", file, "--out", out()]);
                assert.ok(stdout.includes(`Stack ${stack}: `));
                assert.deepEqual(
                    stdout.split("\n").filter(line => line.length > 100),
                    [],
                );
            });

        it("at most 100 columns and few lines, however many and however long the names are", async () => {
            const config = join(folder, "stack.yaml");
            const name = (n: number) => `${"n".repeat(50)}${n}`;
            const many = Array.from({ length: 40 }, (_, n) => name(n));
            const nodeClass = { spec: { amiSelectorTerms: [{ alias: "al2023@v20250101" }], role: "r".repeat(60) } };
            const stack = {
                "eks-karpenter:cluster": { name: "c".repeat(100) },
                "eks-karpenter:nodeClasses": Object.fromEntries(many.map(name => [name, nodeClass])),
                "eks-karpenter:nodePools": Object.fromEntries(many.map(name => [name, {}])),
            };
            writeFileSync(config, JSON.stringify({ config: stack }));
            const { code, stdout, stderr } = await render(["long", "--config", config, "--out", out()]);
            assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
            const lines = stdout.split("\n");
            assert.deepEqual(
                lines.filter(line => line.length > 100),
                [],
            );
            assert.ok(lines.length < 210, `${lines.length} lines`);
            assert.match(stdout, /… and 28 more of kubernetes:NodePool/);
            assert.match(stdout, /… and 20 more node pools/);
        });
    });

    describe("takes the folder", () => {
        it("that is empty or that it made, and replaces it whole", async () => {
            mkdirSync(out());
            await render(["test", "--out", out()], small);
            const before = files();
            writeFileSync(join(out(), "manifests/stale.yaml"), "stale");
            assert.equal((await render(["test", "--out", `${out()}/`], small)).code, 0);
            assert.deepEqual(files(), before);
            assert.deepEqual(readdirSync(folder), ["out"]);
        });

        it("only then: another is left as it is", async () => {
            mkdirSync(out());
            writeFileSync(join(out(), "mine"), "mine");
            const refused = await render(["test", "--out", out()], small);
            assert.deepEqual(refused, {
                code: 1,
                stdout: "",
                stderr: `${out()} holds files that the render did not make; empty it or name another with --out\n`,
            });
            assert.deepEqual(files(), { mine: "mine" });
        });
    });

    describe("ends", () => {
        const ends = (text: string, run: () => Promise<object>, code: number, stderr: string) =>
            it(text, async () => {
                assert.deepEqual(await run(), { code, stdout: "", stderr });
                assert.deepEqual(
                    readdirSync(folder).filter(name => name !== "stack.yaml"),
                    [],
                );
            });

        ends(
            "with 2 on bad settings",
            () => mode("settings", renderAlone),
            2,
            "small:mode: wrong\nsmall:group: wrong too\n",
        );
        ends(
            "with 2 on a stack file that is no YAML",
            async () => {
                const { stderr, ...rest } = await mode("[broken");
                return { ...rest, stderr: stderr.replace(folder, "FOLDER") };
            },
            2,
            "FOLDER/stack.yaml: deficient indentation at line 3, column 1; or a quote or bracket above is not closed\n",
        );
        for (const [what, text, message] of [
            ["two documents", "config: {}\n---\nconfig: {}\n", "found 2 documents, expected one"],
            ["a list", "- config\n", "found a list, expected keys and values"],
            [
                "an unknown tag",
                "config:\n  small:mode: !secret AAA\n",
                "unknown scalar tag !<!secret> at line 2, column 15",
            ],
        ] as const)
            ends(
                `with 2 on a stack file that holds ${what}`,
                async () => {
                    const config = join(folder, "stack.yaml");
                    writeFileSync(config, text);
                    const { stderr, ...rest } = await render(["test", "--config", config, "--out", out()], small);
                    return { ...rest, stderr: stderr.replace(folder, "FOLDER") };
                },
                2,
                `FOLDER/stack.yaml: ${message}\n`,
            );
        ends("with 2 on an error that the program logs", () => mode("logged"), 2, "it is an error\n");
        ends("with 1 on what a component refuses late", () => mode("refused"), 1, "the component refuses\n");
        ends(
            "with 1 on a program that never ends",
            () => mode("stuck", renderAlone),
            1,
            "the program waits for a promise that never resolves\n",
        );
        ends(
            "with 1 on a stack that is not there",
            () => render(["foo", "--out", out()], small),
            1,
            "no Pulumi.foo.yaml; stacks here: test\n",
        );
        ends(
            "with 1 on a config file that is not there",
            () => render(["test", "--config", "none.yaml", "--out", out()], small),
            1,
            "no file none.yaml\n",
        );
        ends(
            "with 1 and the usage without a stack",
            () => render([], small),
            1,
            "usage: npm run render -- STACK [--config FILE] [--out DIR] [--json]\n",
        );

        for (const [text, name, message] of [
            [
                "a question it has no answer to",
                "question",
                /the program calls aws:ec2\/getMoon:getMoon, and stack\/offline\/invokes\.ts has no answer/,
            ],
            ["a missing argument", "lacking", /aws:eks\/addon:Addon "dns": missing required argument clusterName\n/],
            ["two resources of one URN", "twice", /there are two resources of type small:index:Group named "group"/],
        ] as const)
            it(`with 1 on ${text}`, async () => {
                const { code, stderr } = await mode(name);
                assert.equal(code, 1);
                assert.match(stderr, message);
            });
    });

    describe("of a stack that states little", () => {
        it("lists every assumption alike, however long", async () => {
            const { stdout } = await render(["al2", "--config", "examples/Pulumi.al2.yaml", "--out", out()]);
            assert.equal(
                /^Assumed[^\n]*\n(.*?)\n\n/ms.exec(stdout)?.[1],
                `  account                                 eks-karpenter:cluster.accountId
    123456789012
  certificate authority                   eks-karpenter:cluster.certificateAuthority
    YXNzdW1lZCBjZXJ0aWZpY2F0ZQ==
  endpoint                                eks-karpenter:cluster.endpoint
    https://0123456789ABCDEF0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com
  IP family                               eks-karpenter:cluster.ipFamily
    ipv4
  OIDC issuer                             eks-karpenter:cluster.oidcIssuer
    https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
  OIDC provider                           eks-karpenter:cluster.oidcProviderArn
    arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123
    456789ABCDEF
  role al2-karpenterControllerRole        (looked up by pulumi)
    does not exist yet, or belongs to the controller in the same namespace
  security groups with the cluster's tag  (looked up by pulumi)
    none
  VPC                                     eks-karpenter:cluster.vpcId
    vpc-0123456789abcdef0`,
            );
        });
    });

    describe("of dev", () => {
        it("names every assumption's config key, and assumes nothing that config states", async () => {
            const config = join(folder, "stack.yaml");
            const dev: any = load(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8"));
            const facts = {
                accountId: "210987654321",
                version: "1.33",
                endpoint: "https://example.com",
                certificateAuthority: "YQ==",
                oidcIssuer: "https://oidc.example.com/id/1",
                oidcProviderArn: "arn:aws:iam::210987654321:oidc-provider/oidc.example.com/id/1",
                authenticationMode: "API",
                ipFamily: "ipv4",
                vpcId: "vpc-1",
            };
            const assumed = async (cluster: object) => {
                dev.config["eks-karpenter:cluster"] = cluster;
                writeFileSync(config, JSON.stringify(dev));
                const { stdout } = await render(["dev", "--config", config, "--out", out()]);
                return [...stdout.matchAll(/ {2}((?:aws|eks-karpenter):[a-z][\w.]+)(?=\s)/g)]
                    .map(([, key]) => key)
                    .sort();
            };
            const keys = Object.keys(facts).map(key => `eks-karpenter:cluster.${key}`);
            assert.deepEqual(await assumed({ name: "dev" }), keys.sort());
            assert.deepEqual(await assumed({ name: "dev", ...facts }), []);
        });
    });
});
