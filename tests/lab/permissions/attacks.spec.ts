import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { DeleteRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { CoreV1Api } from "@kubernetes/client-node";
import type { Variant } from "../support/installation.ts";
import { theLab } from "../support/lab.ts";
import { allowed } from "./attacks/allowed.ts";
import type { Attack } from "./attacks/attack.ts";
import { onIdentities } from "./attacks/identities.ts";
import { onInstances } from "./attacks/instances.ts";
import { onLaunches } from "./attacks/launches.ts";
import { byNodes } from "./attacks/nodes.ts";
import { onTheRest } from "./attacks/rest.ts";
import { type Scene, setUp, tearDown } from "./attacks/scene.ts";
import { expectDenied } from "./denials.ts";

const attacks: { [by: string]: Attack[] } = {
    "the controller's keys on instances": onInstances,
    "the controller's keys on launches": onLaunches,
    "the controller's keys on identities": onIdentities,
    "the controller's keys on the rest": onTheRest,
    "a node's keys": byNodes,
};

const variants: Variant[] = [
    {
        cluster: { name: "prey", region: "us-west-2", authenticationMode: "API" },
        config: { controller: { identity: "IRSA", namespace: "karpenter" } },
    },
    {
        cluster: { name: "prey-cn", region: "cn-north-1", authenticationMode: "API" },
        config: { controller: { identity: "IRSA", namespace: "karpenter" } },
    },
];

/** Whether an error says that IAM denies an action. */
const deniedBy =
    (action: string) =>
    ({ message }: Error): true => {
        ok(message.includes(`is not authorized to perform: ${action} `), message);
        return true;
    };

for (const variant of variants)
    describe(`attacks on a stack in ${variant.cluster.region}`, () => {
        const { name } = variant.cluster;
        let scene: Scene;

        before(async () => {
            scene = await setUp(await theLab(), variant);
            expectDenied({ caller: `${name}-karpenterControllerRole/attacker` });
            expectDenied({ caller: `${name}-nodeRole/${scene.own.instance}` });
        });
        after(() => scene && tearDown(scene));

        for (const [by, list] of Object.entries(attacks))
            describe(`with ${by}`, () => {
                for (const { title, denied, attempt } of list)
                    it(`are denied: ${title}`, async () => {
                        await rejects(attempt(scene), deniedBy(denied));
                    });
            });

        describe("with a token", () => {
            const refused = async (token: Promise<string>) => rejects(scene.assume(await token));

            it("are denied: another service account of the namespace", async () => {
                const core = scene.installation.site.cluster.client.makeApiClient(CoreV1Api);
                const body = { metadata: { name: "attacker" } };
                await core.createNamespacedServiceAccount({ namespace: "karpenter", body });
                await refused(scene.token("attacker", "sts.amazonaws.com"));
            });

            it("are denied: a service account of its name in another namespace", async () => {
                const core = scene.installation.site.cluster.client.makeApiClient(CoreV1Api);
                const body = { metadata: { name: "karpenter" } };
                await core.createNamespacedServiceAccount({ namespace: "default", body });
                await refused(scene.token("karpenter", "sts.amazonaws.com", "default"));
            });

            it("are denied: its service account, for another audience", () =>
                refused(scene.token("karpenter", "vault.example.com")));
        });

        describe("on the queue", () => {
            it("are denied: a rule that is not the stack's", async () => {
                const { admin, lab, region, own } = scene;
                const { Attributes } = await admin.sqs.send(
                    new GetQueueAttributesCommand({ QueueUrl: own.queueUrl, AttributeNames: ["QueueArn"] }),
                );
                const EventPattern = JSON.stringify({ source: ["aws.attack"] });
                await admin.events.send(new PutRuleCommand({ Name: `${name}-attack`, EventPattern }));
                const target = { Id: "queue", Arn: Attributes!.QueueArn! };
                await admin.events.send(new PutTargetsCommand({ Rule: `${name}-attack`, Targets: [target] }));
                const deliveries = await lab.aws.emit(region, { source: "aws.attack" });
                deepEqual(
                    deliveries.map(({ rule, refused }) => [rule, refused]),
                    [
                        [
                            `${name}-attack`,
                            "the queue's policy does not allow events.amazonaws.com to send for this rule",
                        ],
                    ],
                );
            });
        });

        describe("that upstream's and AWS's policies allow", () => {
            for (const { title, role, attempt, denied, closing } of allowed)
                it(`are closed by a statement: ${title}`, async () => {
                    const { admin } = scene;
                    // A dry run that would have gone well fails too, by another name.
                    await attempt(scene).catch(({ name }: Error) => equal(name, "DryRunOperation"));
                    const policy = { RoleName: scene[role], PolicyName: "closing" };
                    const statement = closing(scene);
                    // The stack's own controller has the role, too, and may call just then.
                    for (const action of [statement.Action ?? []].flat())
                        expectDenied({ caller: `assumed-role/${scene[role]}/`, action });
                    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
                    await admin.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
                    await rejects(attempt(scene), deniedBy(denied));
                    await admin.iam.send(new DeleteRolePolicyCommand(policy));
                });
        });

        it("are at least 60", () => {
            ok(Object.values(attacks).flat().length >= 60, String(Object.values(attacks).flat().length));
        });
    });
