import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CreateTagsCommand, DeleteTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreatePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import type { V1Node } from "@kubernetes/client-node";
import { adminClient } from "../../../lab/aws/seed.ts";
import type { Lab } from "../../../lab/lab.ts";
import { until } from "../../../lab/process/until.ts";
import { instanceOf, launched } from "../support/account.ts";
import { type Installation, prepare } from "../support/installation.ts";
import { theLab } from "../support/lab.ts";
import { succeeded } from "../support/outcome.ts";
import { core, Workload } from "../support/workload.ts";
import { expectDenied } from "./denials.ts";

const region = "us-west-2";
const controller = "assumed-role/bounded-karpenterControllerRole/";

const keeping = {
    Sid: "Keep",
    Effect: "Deny",
    Action: "ec2:TerminateInstances",
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceTag/keep": "true" } },
};

describe("a controller and nodes under the boundaries of examples, with statements of the user's own", () => {
    let lab: Lab;
    let bounded: Installation;
    let workload: Workload;
    let node: V1Node;
    let instance: string;

    before(async () => {
        lab = await theLab();
        const iam = new IAMClient(adminClient(lab.aws, region));
        const boundary = async (of: string): Promise<string> => {
            const file = new URL(`../../../examples/boundary-${of}.json`, import.meta.url);
            const PolicyDocument = readFileSync(file, "utf8");
            const command = new CreatePolicyCommand({ PolicyName: `boundary-${of}`, PolicyDocument });
            return (await iam.send(command)).Policy!.Arn!;
        };
        bounded = await prepare(lab, {
            cluster: { name: "bounded", region, authenticationMode: "API" },
            config: {
                controller: { permissionsBoundary: await boundary("controller"), policyStatements: [keeping] },
                nodeRole: { permissionsBoundary: await boundary("nodes") },
                nodeClasses: { default: { spec: { amiSelectorTerms: [{ alias: "al2023@v20260903" }] } } },
                nodePools: { default: { spec: { template: { spec: { nodeClassRef: { name: "default" } } } } } },
            },
        });
        succeeded(await bounded.stack.up());
    });

    after(async () => {
        succeeded(await bounded.stack.destroy());
        await bounded.site.stop();
    });

    const ec2 = () => new EC2Client(adminClient(lab.aws, region));
    const keep = { Key: "keep", Value: "true" };

    it("launches a node", async () => {
        workload = await Workload.create(bounded.site.cluster, "bounded", { pool: "default" });
        node = (await workload.nodes())[0]!;
        instance = (await instanceOf(lab.aws, region, node)).InstanceId!;
    });

    it("does not end an instance that such a statement keeps", async () => {
        expectDenied({ caller: controller, action: "ec2:TerminateInstances" });
        await ec2().send(new CreateTagsCommand({ Resources: [instance], Tags: [keep] }));
        await workload.delete();
        await core(bounded.site.cluster).deleteNode({ name: node.metadata!.name! });
        const { denied, error } = await until("the controller to try", () =>
            lab.aws.calls.find(call => call.denied && call.caller.arn.includes(controller)),
        );
        equal(error, "UnauthorizedOperation");
        deepEqual(
            [denied!.resource, denied!.because, denied!.statements, denied!.missing],
            [
                `arn:aws:ec2:us-west-2:123456789012:instance/${instance}`,
                "with an explicit deny in an identity-based policy",
                ["bounded-karpenterControllerPolicy-Additional Keep"],
                undefined,
            ],
        );
    });

    it("ends it once nothing keeps it", async () => {
        await ec2().send(new DeleteTagsCommand({ Resources: [instance], Tags: [keep] }));
        await until("the instance to end", async () => (await launched(lab.aws, region, "bounded")).length === 0);
    });
});
