import { setTimeout as pause } from "node:timers/promises";
import { like } from "../iam/like.ts";
import { AwsError } from "./answer.ts";

/** A fault for all calls that match its fields. */
export interface Fault {
    /** `ec2`, `iam`, …; any by default. */
    service?: string;
    /** `SendMessage`, or with stars, `Describe*`; any by default. */
    action?: string;
    /** Part of the caller's ARN; any by default. */
    caller?: string;
    /** Number of calls; unlimited by default. */
    times?: number;
    /** Milliseconds to wait before the call is handled. */
    delay?: number;
    /** Whether the service responds with its throttling error. */
    throttle?: boolean;
    /** Error response; the call has no effect. */
    fail?: { status: number; code: string; message: string };
}

/** Throttling errors by service; `ThrottlingException` by default. */
const throttling: Record<string, NonNullable<Fault["fail"]>> = {
    ec2: { status: 503, code: "RequestLimitExceeded", message: "Request limit exceeded." },
    iam: { status: 400, code: "Throttling", message: "Rate exceeded" },
    sts: { status: 400, code: "Throttling", message: "Rate exceeded" },
    sqs: { status: 403, code: "RequestThrottled", message: "The request was denied due to request throttling." },
};

/** The active faults. */
export class Faults {
    private rules: { rule: Fault; left: number }[] = [];

    /** Activates a fault. The returned function ends it. */
    add(rule: Fault): () => void {
        const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
        this.rules.push(entry);
        return () => {
            this.rules = this.rules.filter(one => one !== entry);
        };
    }

    /** Applies matching faults to a call: waits, throws, or both. */
    async meet(call: { service: string; action: string; caller: { arn: string } }): Promise<void> {
        for (const entry of this.rules.filter(one => one.left > 0 && fits(one.rule, call))) {
            entry.left--;
            if (entry.rule.delay) await pause(entry.rule.delay);
            const fail = entry.rule.throttle ? throttled(call.service) : entry.rule.fail;
            if (fail) throw new AwsError(fail.status, fail.code, fail.message);
        }
    }
}

const fits = (rule: Fault, call: { service: string; action: string; caller: { arn: string } }): boolean =>
    (!rule.service || rule.service === call.service) &&
    (!rule.action || like(rule.action, call.action)) &&
    (!rule.caller || call.caller.arn.includes(rule.caller));

const throttled = (service: string) =>
    throttling[service] ?? { status: 400, code: "ThrottlingException", message: "Rate exceeded" };
