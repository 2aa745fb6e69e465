import type { Budget } from "../../../components/nodes/node-pool-spec.ts";
import { type Cases, nodePool } from "../cases.ts";

const budgets = (...budgets: Budget[]) => nodePool({ disruption: { budgets } });
const window = (schedule: string) => budgets({ nodes: "0", schedule, duration: "8h" });
const path = "nodePools.a.spec.disruption.budgets";

export const cases: Cases = {
    "budget-window": {
        breaks: [
            [
                "half a window",
                budgets({ nodes: "0", schedule: "@daily" }, { nodes: "0", duration: "8h" }),
                [
                    `${path}[0].duration: missing, but the budget has schedule; set both or neither`,
                    `${path}[1].schedule: missing, but the budget has duration; set both or neither`,
                ],
            ],
        ],
        holds: [["a window, and none", budgets({ nodes: "0", schedule: "@daily", duration: "8h" }, { nodes: "10%" })]],
    },
    "budget-reasons": {
        breaks: [
            [
                "a reason twice",
                budgets({ nodes: "1", reasons: ["Empty", "Drifted", "Empty"] }),
                [`${path}[0].reasons[2]: found "Empty" a second time; name each reason once`],
            ],
            [
                "a reason of the next version",
                { ...budgets({ nodes: "1", reasons: ["Unhealthy"] }), install: { version: "1.14.3" } },
                [
                    `${path}[0].reasons[0]: found "Unhealthy", which requires Karpenter 1.15; remove it, or set install.version to 1.15.x`,
                ],
            ],
        ],
        holds: [
            [
                "one reason in two budgets",
                budgets({ nodes: "1", reasons: ["Empty", "Underutilized"] }, { nodes: "2", reasons: ["Empty"] }),
            ],
            [
                "every reason of 1.15",
                {
                    ...budgets({ nodes: "1", reasons: ["Underutilized", "Empty", "Drifted", "Unhealthy"] }),
                    install: { version: "1.15.0" },
                },
            ],
        ],
    },
    "budget-schedule": {
        breaks: [
            [
                "a seventh day",
                window("0 9 * * 1-7"),
                [`${path}[0].schedule: found "0 9 * * 1-7", whose day of the week must be 0 to 6 or sun to sat`],
            ],
            [
                "a day in full",
                window("0 9 * * Monday"),
                [`${path}[0].schedule: found "0 9 * * Monday", whose day of the week must be 0 to 6 or sun to sat`],
            ],
            [
                "a sixtieth minute",
                window("60 9 * * *"),
                [`${path}[0].schedule: found "60 9 * * *", whose minute must be 0 to 59`],
            ],
            [
                "a thirteenth month",
                window("0 9 * 13 *"),
                [`${path}[0].schedule: found "0 9 * 13 *", whose month must be 1 to 12 or jan to dec`],
            ],
            [
                "a range the wrong way round",
                window("0 17-9 * * *"),
                [`${path}[0].schedule: found "0 17-9 * * *", whose hour must be 0 to 23`],
            ],
            [
                "seconds",
                window("0 0 9 * * mon"),
                [
                    `${path}[0].schedule: found "0 0 9 * * mon", expected the five fields of cron (minute, hour, day of the month, month, day of the week) and no more`,
                ],
            ],
            [
                "a word with more behind it",
                window("@daily at nine"),
                [
                    `${path}[0].schedule: found "@daily at nine", expected five fields, or one of @annually, @yearly, @monthly, @weekly, @daily, @midnight, @hourly`,
                ],
            ],
        ],
        holds: [
            ["a step", window("*/15 9-17/2 * * *")],
            ["days by name, in any case", window("0 9 1,15 jan-MAR Mon-fri")],
            ["spaces around", window("  0  9 * * sun ")],
            ["a word", window("@midnight")],
        ],
    },
};
