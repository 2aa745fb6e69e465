import type { AllowArgs } from "../../components/args.ts";
import { type Args, type Cases, nodePool } from "./cases.ts";

const allow = (allow: { [rule: string]: AllowArgs }, args: Args = {}): Args => ({ ...args, checks: { allow } });
const none = "unknown rule; a message ends with the name of its rule in brackets, and docs/rules.md lists all rules";

export const cases: Cases = {
    "allowed-rule": {
        breaks: [
            [
                "no rules, and one that can't be allowed",
                allow({
                    "static-weight": { reason: "r" },
                    "allowed-rule": { reason: "r" },
                    poolLimit: { reason: "r" },
                    nonsense: { reason: "r" },
                    constructor: { reason: "r" },
                }),
                [
                    "checks.allow.static-weight: a rule with the verdict invalid cannot be allowed; remove it",
                    "checks.allow.allowed-rule: a rule with the verdict invalid cannot be allowed; remove it",
                    'checks.allow.poolLimit: unknown rule; did you mean "pool-limits"?',
                    `checks.allow.nonsense: ${none}`,
                    `checks.allow.constructor: ${none}`,
                ],
            ],
        ],
        holds: [
            [
                "rules that refuse and that warn",
                allow({ "pool-limits": { reason: "r" }, "end-of-al2": { reason: "r" } }),
            ],
        ],
    },
    "allowed-entries": {
        breaks: [
            [
                "entries that are not there",
                allow({ "pool-limits": { reason: "r", in: ["nodePools.b", "pools", "constructor"] } }, nodePool({})),
                ["nodePools.b", "pools", "constructor"].map(
                    (entry, index) =>
                        `checks.allow.pool-limits.in[${index}]: found "${entry}", expected the path of a node class, pool or overlay of the stack, such as nodePools.a, nodeClasses.a`,
                ),
            ],
            [
                "an entry of a stack that has none",
                allow({ "pool-limits": { reason: "r", in: ["x"] } }),
                [
                    'checks.allow.pool-limits.in[0]: found "x", expected the path of a node class, pool or overlay; the stack has none',
                ],
            ],
        ],
        holds: [
            ["entries that are there", allow({ "pool-limits": { reason: "r", in: ["nodePools.a"] } }, nodePool({}))],
        ],
    },
};
