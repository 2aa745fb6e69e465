import { setTimeout as pause } from "node:timers/promises";
import type { Answer } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import type { AwsRequest } from "../gateway/request.ts";

/**
 * ReceiveMessage with the wait in the gateway, which polls moto: a message that moto sends to a disconnected client
 * is hidden from others until its visibility timeout.
 */
export const receiveHandlers = (forward: (request: AwsRequest) => Promise<Answer>): Handlers => ({
    "sqs:ReceiveMessage": async request => {
        const { WaitTimeSeconds = 0, ...rest } = request.parameters;
        const body = Buffer.from(JSON.stringify({ ...rest, WaitTimeSeconds: 0 }));
        const deadline = Date.now() + WaitTimeSeconds * 1000;
        for (;;) {
            const answer = await forward({ ...request, body });
            const none = answer.status === 200 && !JSON.parse(answer.body.toString()).Messages?.length;
            if (!none || Date.now() >= deadline || request.gone.aborted) return answer;
            await pause(500);
        }
    },
});
