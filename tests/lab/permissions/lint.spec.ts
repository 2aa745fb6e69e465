import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyDocument } from "../../../components/aws/policy.ts";
import { ensureTools, type Tools } from "../../../lab/tools/tools.ts";
import { render, root } from "../../render.ts";
import { explained } from "./explained.ts";

/** A stack that needs every statement that we write. */
const everything = (region: string) => `
config:
  aws:region: ${region}
  eks-karpenter:cluster: { name: all, version: "1.34" }
  eks-karpenter:controller: { zonalShift: true }
  eks-karpenter:interruption: { kmsKeyArn: "arn:PARTITION:kms:${region}:123456789012:key/0a1b" }
  eks-karpenter:install:
    version: 1.15.0
    values: { settings: { featureGates: { nodeRepair: true }, awsFeatureGates: { rebootForRepair: true } } }
  eks-karpenter:discovery: { subnets: { a: subnet-0a1b }, securityGroups: { nodes: sg-0a1b } }
  eks-karpenter:nodeClasses:
    default:
      spec: { amiSelectorTerms: [{ alias: al2023@v20260903 }], role: own-nodes }
`;
const regions: { [region: string]: string } = {
    "us-west-2": "aws",
    "cn-north-1": "aws-cn",
    "us-gov-west-1": "aws-us-gov",
};

interface Finding {
    policy: string;
    sid: string | null;
    found: string;
}

describe("linters of IAM policies", () => {
    const folder = mkdtempSync(join(tmpdir(), "lint-"));
    let tools: Tools;
    before(async () => {
        tools = await ensureTools(line => console.log(`    ${line}`));
    });
    after(() => rmSync(folder, { recursive: true }));

    /** What the linters find in policies. */
    const lint = (policies: { [name: string]: PolicyDocument }): Finding[] => {
        const script = join(import.meta.dirname, "lint.py");
        return JSON.parse(execFileSync(tools.linters, [script], { input: JSON.stringify(policies), encoding: "utf8" }));
    };

    /** The policies of a rendered stack that say what their roles may do. */
    const policiesOf = async (stack: string, file: string) => {
        const { code, stderr } = await render([stack, "--config", file, "--out", join(folder, stack)]);
        assert.equal(code, 0, stderr);
        const iam = join(folder, stack, "iam");
        const policies = readdirSync(iam).map(name => [name, JSON.parse(readFileSync(join(iam, name), "utf8"))]);
        return Object.fromEntries(policies.filter(([, { Statement }]) => Statement[0].Principal === undefined));
    };
    const sentences = (findings: Finding[]) =>
        [...new Set(findings.map(({ sid, found }) => `${sid}: ${found}`))].sort();

    for (const file of ["Pulumi.dev.yaml", "examples/Pulumi.al2.yaml", "examples/Pulumi.new-cluster.yaml"])
        it(`find nothing in the policies of ${file} that is not explained`, async () => {
            const found = sentences(lint(await policiesOf(file.replace(/\W/g, "-"), join(root, file))));
            assert.deepEqual(
                found.filter(each => !(each in explained)),
                [],
            );
        });

    for (const [region, partition] of Object.entries(regions))
        it(`find in the policies of a stack that needs every statement, in ${partition}, what is explained, and nothing else`, async () => {
            const file = join(folder, `Pulumi.${region}.yaml`);
            writeFileSync(file, everything(region).replaceAll("PARTITION", partition));
            assert.deepEqual(sentences(lint(await policiesOf(region, file))), Object.keys(explained).sort());
        });

    it("find what is wrong with a policy", () => {
        const statement = { Sid: "All", Effect: "Allow", Action: ["iam:*", "s3:GetObject"], Resource: "*" };
        const traits =
            "allows_data_exfiltration_actions allows_privilege_escalation credentials_exposure infrastructure_modification " +
            "permissions_management_without_constraints service_wildcard tagging_actions_without_constraints " +
            "write_actions_without_constraints";
        assert.deepEqual(sentences(lint({ wide: { Version: "2012-10-17", Statement: [statement] } })), [
            ...traits.split(" ").map(trait => `All: cloudsplaining ${trait}`),
            "All: parliament RESOURCE_STAR",
        ]);
    });
});
