import { ok } from "node:assert/strict";
import type { RolePolicies } from "../../../lab/aws/permissions/question.ts";
import { until } from "../../../lab/process/until.ts";
import { everyStatement } from "../../../stack/generate/every-statement.ts";
import { kept } from "../../../stack/generate/kept.ts";
import { instanceOf, launched } from "../support/account.ts";
import { type Installation, prepare, type Variant } from "../support/installation.ts";
import { simulator, theLab } from "../support/lab.ts";
import { succeeded } from "../support/outcome.ts";
import { Workload } from "../support/workload.ts";
import { Simulator } from "./simulator.ts";

const name = "needed";
const region = "us-west-2";
const image = { amiSelectorTerms: [{ alias: "al2023@v20260903" }] };
const variant: Variant = {
    cluster: { name, region, authenticationMode: "API" },
    config: {
        controller: { identity: "IRSA", namespace: "karpenter" },
        nodeClasses: {
            default: { spec: image },
            // Neither finds what it looks for.
            reserved: { spec: { ...image, capacityReservationSelectorTerms: [{ tags: { team: "a" } }] } },
            placed: { spec: { ...image, placementGroupSelector: { name: "close" } } },
        },
        nodePools: { default: { spec: { template: { spec: { nodeClassRef: { name: "default" } } } } } },
    },
};

/** Every action of every statement, as `Sid action`. */
const grants = everyStatement("1.15.0").flatMap(({ Sid, Action = [] }) =>
    [Action].flat().map(action => ({ sid: Sid!, action })),
);

describe("the controller, through a node's life and its interruption to the end of the stack", () => {
    before(async () => {
        const lab = await theLab();
        const installation = await prepare(lab, variant);
        succeeded(await installation.stack.up());
        await liveThrough(installation);
        succeeded(await installation.stack.destroy());
        await installation.site.stop();
    });

    /** A node on spot, which EC2 takes; another in its place, which goes with its pods. */
    async function liveThrough({ site }: Installation): Promise<void> {
        const { aws } = await theLab();
        const workload = await Workload.create(site.cluster, "app", { pool: "default" });
        const [node] = await workload.nodes();
        await until("the node's name as a tag", async () => {
            const { Tags = [] } = await instanceOf(aws, region, node!);
            return Tags.some(({ Key }) => Key === "Name");
        });
        const { InstanceId } = await instanceOf(aws, region, node!);
        await aws.emit(region, {
            source: "aws.ec2",
            "detail-type": "EC2 Spot Instance Interruption Warning",
            detail: { "instance-id": InstanceId, "instance-action": "terminate" },
        });
        await workload.nodes({ besides: [node!.metadata!.name!] });
        await until("the interrupted instance to end", async () =>
            (await launched(aws, region, name)).every(instance => instance.InstanceId !== InstanceId),
        );
        await workload.delete();
        // Some things it looks at every minute only.
        const early = grants.filter(
            ({ sid, action }) => !(`${sid} ${action}` in kept) && !/:(Delete|Remove)/.test(action),
        );
        await until("the controller to have asked for all but what ends things", async () =>
            early.every(({ action }) => asked().some(({ question }) => question.action === action)),
        );
    }

    const asked = () =>
        simulator.asked.filter(({ principal }) => principal.includes(`/${name}-karpenterControllerRole/`));

    /** The policies without one action of one statement. */
    const without = (policies: RolePolicies, sid: string, action: string): RolePolicies => ({
        ...policies,
        identity: policies.identity.map(({ name, document }) => {
            const { Statement, ...rest } = document as { Statement: { Sid: string; Action: string | string[] }[] };
            const left = Statement.map(each =>
                each.Sid === sid ? { ...each, Action: [each.Action].flat().filter(one => one !== action) } : each,
            );
            return { name, document: { ...rest, Statement: left.filter(({ Action }) => Action.length > 0) } };
        }),
    });

    /** Whether something that the controller asked would have been denied without an action of a statement. */
    async function isNeeded(sid: string, action: string): Promise<boolean> {
        const judge = new Simulator();
        const all = new Map<RolePolicies, RolePolicies>();
        for (const { question, principal, policies } of asked()) {
            if (question.action !== action) continue;
            if (!all.has(policies)) all.set(policies, without(policies, sid, action));
            if (await judge.judge(question, principal, all.get(policies)!)) return true;
        }
        return false;
    }

    for (const { sid, action } of grants) {
        const reason = kept[`${sid} ${action}`];
        it(
            reason ? `does not need ${action} of ${sid}, which is kept: ${reason}` : `needs ${action} of ${sid}`,
            async () => ok((await isNeeded(sid, action)) === (reason === undefined)),
        );
    }

    it("has a reason for nothing that there is not", () => {
        const there = new Set(grants.map(({ sid, action }) => `${sid} ${action}`));
        ok(Object.keys(kept).every(grant => there.has(grant)));
    });
});
