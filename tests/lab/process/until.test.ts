import { equal, rejects } from "node:assert/strict";
import { until } from "../../../lab/process/until.ts";

const soon = { timeout: 30, every: 1 };

describe("until", () => {
    it("asks until there is an answer, an error being none, and gives it", async () => {
        const answers = [
            () => undefined,
            () => false as const,
            () => {
                throw new Error("not yet");
            },
            () => "here",
        ];
        equal(await until("it", () => answers.shift()!()), "here");
        equal(answers.length, 0);
    });

    it("takes 0 and an empty text for answers", async () => {
        equal(await until("it", () => 0), 0);
        equal(await until("it", () => ""), "");
    });

    it("says what it waited for, how long, what the last error was and where to look", async () => {
        const refuse = () => Promise.reject(new Error("refused"));
        await rejects(until("the door to open", refuse, { ...soon, hint: async () => "see door.log" }), {
            message: "waited 0.03 s for the door to open; last: refused; see door.log",
        });
    });

    it("forgets an error once there was an answer, if only that there is none yet", async () => {
        let asked = 0;
        const ask = () => {
            asked += 1;
            if (asked === 1) throw new Error("refused");
            return false as const;
        };
        await rejects(until("it", ask, soon), { message: "waited 0.03 s for it" });
    });
});
