import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { goModule, moduleFolder } from "../../../lab/tools/go.ts";
import { versions } from "../../../lab/tools/karpenter.ts";
import { actionsOf, everyStatement } from "../../../stack/generate/every-statement.ts";

const module = "github.com/aws/karpenter-provider-aws";

/** IAM's name of the service behind each of the SDK's clients that the controller has. */
const services: { [client: string]: string } = {
    EC2API: "ec2",
    IAMAPI: "iam",
    EKSAPI: "eks",
    PricingAPI: "pricing",
    SSMAPI: "ssm",
    SQSAPI: "sqs",
    ARCZonalShiftAPI: "arc-zonal-shift",
};

/** What the controller's source has a call of, and the controller never makes. */
const neverMade: { [action: string]: string } = {
    "sqs:SendMessage": "The queue's own method of it is for upstream's tests.",
};

/** What has to be allowed though no call has its name. */
const implied: { [action: string]: string } = {
    "iam:PassRole": "asked for by AddRoleToInstanceProfile, and by EC2 for the profile of a launch",
    "iam:TagInstanceProfile": "asked for by CreateInstanceProfile, whose tags come with it",
    "kms:Decrypt": "asked for by ReceiveMessage of a queue with a key",
};

/** The Go files below a folder that are the controller's own. */
const sourcesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter(
            path => path.endsWith(".go") && !path.endsWith("_test.go") && !/^(aws\/sdk\.go|fake\/|test\/)/.test(path),
        )
        .map(path => readFileSync(join(folder, path), "utf8"));

/** The actions that a controller calls: methods of its clients that some line of it calls, or pages through. */
function called(folder: string): string[] {
    const interfaces = readFileSync(join(folder, "pkg/aws/sdk.go"), "utf8");
    const sources = sourcesIn(join(folder, "pkg")).join("\n");
    return [...interfaces.matchAll(/^type (\w+) interface \{\n([^}]*)\}/gm)].flatMap(([, client, methods]) =>
        [...methods!.matchAll(/^\s+(\w+)\(/gm)]
            .map(([, method]) => method!)
            .filter(method => new RegExp(`\\.${method}\\(|\\.New${method}Paginator\\(`).test(sources))
            .flatMap(method => (services[client!] ? [`${services[client!]}:${method}`] : [])),
    );
}

describe("the controller's policies", () => {
    for (const version of versions)
        it(`allow what the controller of ${version} calls, as its source has it, and nothing else`, async () => {
            const { directory } = goModule(`karpenter-${version}`, module);
            const folder = await moduleFolder(directory, module, async (command, args, options) => {
                execFileSync(command, args, { ...options, env: { ...process.env, ...options?.env } });
            });
            const calls = called(folder).filter(action => !(action in neverMade));
            assert.deepEqual(actionsOf(everyStatement(version)), [...calls, ...Object.keys(implied)].sort());
        });
});
