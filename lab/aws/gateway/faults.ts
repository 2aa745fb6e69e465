import { setTimeout as pause } from "node:timers/promises";
import { like } from "../iam/like.ts";
import { AwsError } from "./answer.ts";

/** Calls that go wrong: those that fit all that the rule says. */
export interface Fault {
    /** `ec2`, `iam`, …; any by default. */
    service?: string;
    /** `SendMessage`, or with stars, `Describe*`; any by default. */
    action?: string;
    /** Part of the caller's ARN; any by default. */
    caller?: string;
    /** How many calls it is for; all by default. */
    times?: number;
    /** Milliseconds to wait before the call is looked at any further. */
    delay?: number;
    /** Answers that the service is asked too often, in its own words. */
    throttle?: boolean;
    /** What is answered, without anything being done. */
    fail?: { status: number; code: string; message: string };
}

/** How services say that they are asked too often; `ThrottlingException` where nothing else is said. */
const throttling: Record<string, NonNullable<Fault["fail"]>> = {
    ec2: { status: 503, code: "RequestLimitExceeded", message: "Request limit exceeded." },
    iam: { status: 400, code: "Throttling", message: "Rate exceeded" },
    sts: { status: 400, code: "Throttling", message: "Rate exceeded" },
    sqs: { status: 403, code: "RequestThrottled", message: "The request was denied due to request throttling." },
};

/** The rules in force. */
export class Faults {
    private rules: { rule: Fault; left: number }[] = [];

    /** Puts a rule in force until what is returned is called. */
    add(rule: Fault): () => void {
        const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
        this.rules.push(entry);
        return () => {
            this.rules = this.rules.filter(one => one !== entry);
        };
    }

    /** Waits, and throws, as the rules for a call say. */
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
