import assert from "node:assert/strict";
import type { KarpenterArgs } from "../../components/args.ts";
import { line } from "../../components/problems/problem.ts";
import { check } from "../../components/rules/check.ts";
import { type Args, cluster, nodePool, pinned } from "./cases.ts";

const unbounded = nodePool({ limits: { cpu: null } }).nodePools!.a!;
const stack = (allow: NonNullable<KarpenterArgs["checks"]>["allow"], args: Args = {}): KarpenterArgs => ({
    cluster,
    nodeClasses: { a: { spec: pinned } },
    nodePools: { a: unbounded, ab: unbounded, "a.b": unbounded },
    checks: { allow },
    ...args,
});
const told = (args: KarpenterArgs) => {
    const { problems, warnings, allowed } = check(args);
    return {
        problems: problems.map(each => line(each)),
        warnings: warnings.filter(({ rule }) => rule !== "overlapping-pools").map(each => line(each)),
        allowed: allowed.map(each => `${line(each)} because ${each.reason}`),
    };
};
const limits = (pool: string) =>
    `nodePools${pool}.spec.limits: found no limit on cpu, memory, nodes; set at least one of them [pool-limits]`;

describe("what a stack allows", () => {
    it("is nothing where it says nothing", () => {
        assert.deepEqual(told(stack(undefined)), {
            problems: [limits(".a"), limits(".ab"), limits('["a.b"]')],
            warnings: [],
            allowed: [],
        });
    });

    it("is what a rule says of all of the stack, with the reason", () => {
        assert.deepEqual(told(stack({ "pool-limits": { reason: "the quota bounds them" } })), {
            problems: [],
            warnings: [],
            allowed: [limits(".a"), limits(".ab"), limits('["a.b"]')].map(
                each => `${each} because the quota bounds them`,
            ),
        });
    });

    it("is what a rule says of the entries that are named, and of none that are called alike", () => {
        assert.deepEqual(told(stack({ "pool-limits": { reason: "r", in: ["nodePools.a", 'nodePools["a.b"]'] } })), {
            problems: [limits(".ab")],
            warnings: [],
            allowed: [`${limits(".a")} because r`, `${limits('["a.b"]')} because r`],
        });
    });

    it("is nothing where no entry is named", () => {
        assert.equal(told(stack({ "pool-limits": { reason: "r", in: [] } })).problems.length, 3);
    });

    it("is what a rule warns of, too", () => {
        const args = stack(
            { "termination-grace-period": { reason: "jobs run to their end" } },
            { nodePools: { a: {} } },
        );
        assert.deepEqual(told(args), {
            problems: [],
            warnings: [],
            allowed: [
                "nodePools.a.spec.template.spec.terminationGracePeriod: missing; without it, a pod that must not be disrupted can block its node, " +
                    "even after expireAfter (720h), and pulumi destroy forever; set a duration such as 24h [termination-grace-period] because jobs run to their end",
            ],
        });
    });

    it("is not what another rule says of the same", () => {
        const { problems } = told(stack({ "static-capacity-gate": { reason: "r" } }));
        assert.deepEqual(problems, [limits(".a"), limits(".ab"), limits('["a.b"]')]);
    });
});
