import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { rules } from "../../../components/rules/rules.ts";
import { ofNewClusters } from "../../../stack/cluster/new/rules/rules.ts";
import { configurationPage } from "../../../stack/generate/configuration.ts";
import { projectFile } from "../../../stack/generate/project.ts";
import { rulesPage } from "../../../stack/generate/rules.ts";
import stackFile from "../../../stack/schema.json" with { type: "json" };

const root = `${import.meta.dirname}/../../..`;
const validate = new Ajv({ strict: false }).compile(stackFile);
const dev = { "eks-karpenter:cluster": { name: "dev" } };

/** The keywords of JSON Schema in a schema, at any depth. */
function keywords(schema: object): string[] {
    const below = Object.entries(schema).flatMap(([key, value]) => {
        if (["properties", "patternProperties", "definitions"].includes(key)) return Object.values(value as object);
        return [value].flat().filter(each => typeof each === "object" && each !== null && key !== "examples");
    });
    return [...Object.keys(schema), ...below.flatMap(keywords)];
}

describe("what is generated", () => {
    it("is up to date: otherwise run npm run generate", function () {
        this.timeout(20_000);
        execFileSync(process.execPath, ["stack/generate/index.ts", "--check"], { cwd: root });
    });

    it("leaves the rest of Pulumi.yaml as it is, comments too", () => {
        const before = "# the project\nname: x\nmain: index.ts # the program\nconfig:\n  old: {}\n";
        const after = `# the project
name: x
main: index.ts # the program
config:
  spot:
    type: object
    description: Whether it is made, 1.5 times.
    default: {}
`;
        const schema = { properties: { spot: { description: "Whether it is made, 1.5 times. Defaults to none." } } };
        assert.equal(projectFile(before, schema), after);
    });

    it("has a table for each group between the markers of docs/configuration.md", () => {
        const schema = {
            properties: {
                pools: {
                    description: "Pools by name.",
                    type: "object" as const,
                    additionalProperties: {
                        title: "name",
                        description: "A pool.",
                        type: "object" as const,
                        required: ["weight"],
                        properties: {
                            weight: { type: "integer" as const, description: "Which is first: a | b." },
                            kinds: { description: "Its kinds.", type: "array" as const, items: { enum: ["A", "B"] } },
                            limits: {
                                description: "The most.",
                                type: "object" as const,
                                additionalProperties: {
                                    type: ["string", "number"] as ("string" | "number")[],
                                    title: "resource",
                                },
                            },
                            terms: {
                                description: "What to take.",
                                type: "array" as const,
                                items: { type: "object" as const, properties: { id: { type: "string" as const } } },
                            },
                        },
                    },
                },
            },
        };
        const [begin, end] = ["<!-- BEGIN config -->", "<!-- END config -->"];
        const tables = `## \`pools\`

Pools by name.

| key | type | description |
|---|---|---|
| \`pools.<name>\` | map | Pools by name. |
| \`pools.<name>.weight\` | integer, required | Which is first: a \\| b. |
| \`pools.<name>.kinds\` | list of \`A\`, \`B\` | Its kinds. |
| \`pools.<name>.limits.<resource>\` | string or number | The most. |
| \`pools.<name>.terms\` | list of maps | What to take. |
| \`pools.<name>.terms[].id\` | string |  |
`;
        assert.equal(
            configurationPage(`a\n${begin}\nold\n${end}\nb\n`, schema),
            `a\n${begin}\n\n${tables}\n${end}\nb\n`,
        );
        assert.equal(configurationPage("no markers\n", schema), "no markers\n");
    });

    it("has a row for each rule between the markers of docs/rules.md", () => {
        const made = rulesPage("# Rules\n\n<!-- BEGIN rules -->\n<!-- END rules -->\n");
        const named = [...made.matchAll(/^\| `(.+?)` \| (\w+) \| .+ \| .+ \|$/gm)].map(([, ...cells]) => cells.join());
        assert.deepEqual(
            named.sort(),
            [...rules, ...ofNewClusters].map(({ name, verdict }) => `${name},${verdict}`).sort(),
        );
    });
});

describe("the schema of a stack file", () => {
    const files = ["Pulumi.dev.yaml", ...readdirSync(`${root}/examples`).map(file => `examples/${file}`)];
    for (const file of files.filter(file => /Pulumi\..+\.yaml$/.test(file)))
        it(`accepts ${file}`, () => {
            assert.ok(
                validate(parse(readFileSync(`${root}/${file}`, "utf8"))),
                JSON.stringify(validate.errors, null, 2),
            );
        });

    it("accepts what Pulumi and other packages keep there", () => {
        const config = { ...dev, "aws:region": "us-west-2", "kubernetes:x": [1] };
        assert.ok(validate({ config, encryptionsalt: "v1:x", secretsprovider: "passphrase" }));
    });

    it("accepts an encrypted kubeconfig", () => {
        const kubeconfig = { secure: "v1:abcd" };
        assert.ok(validate({ config: { ...dev, "eks-karpenter:kubernetes": { kubeconfig } } }));
    });

    for (const [what, config] of Object.entries({
        "a misspelt group": { ...dev, "eks-karpenter:nodePool": {} },
        "a misspelt key": { "eks-karpenter:cluster": { name: "dev", verison: "1.33" } },
        "a misspelt key far down": { ...dev, "eks-karpenter:nodePools": { gpu: { spec: { limit: {} } } } },
        "a limit that is no quantity": {
            ...dev,
            "eks-karpenter:nodePools": { gpu: { spec: { limits: { cpu: "ten" } } } },
        },
        "a stack without a cluster": {},
    }))
        it(`refuses ${what}`, () => assert.equal(validate({ config }), false));

    it("says nothing that the reader of settings passes over", () => {
        const read =
            "type enum pattern minimum maximum minItems maxItems minLength maxLength maxProperties items properties required " +
            "additionalProperties anyOf x-kubernetes-preserve-unknown-fields";
        const prose = "title description examples";
        const config = stackFile.properties.config.properties;
        const unread = keywords({ properties: config }).filter(
            each => !`${read} ${prose} $ref`.split(" ").includes(each),
        );
        assert.deepEqual(unread, []);
    });
});
