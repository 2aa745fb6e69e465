import type { Aws, Call } from "../../../lab/aws/aws.ts";

/** Calls that a test means to be denied: those that fit all that is said. */
export interface Announced {
    /** Part of the caller's ARN. */
    caller: string;
    /** `ec2:RunInstances`, the action that is denied, which need not be the call's own; any by default. */
    action?: string;
}

const announced: Announced[] = [];

/** Says beforehand that calls will be denied. Any other denial fails the run: what the stack grants suffices for all that is done. */
export const expectDenied = (calls: Announced): void => void announced.push(calls);

/** Fails where a call was denied that no test has announced. */
export function assertSufficient({ calls }: Pick<Aws, "calls">): void {
    const missed = calls.filter(call => call.denied && !announced.some(one => fits(one, call)));
    if (missed.length) throw new Error(`${missed.length} calls were denied that no test expects:\n${told(missed)}`);
}

const fits = ({ caller, action }: Announced, call: Call): boolean =>
    call.caller.arn.includes(caller) && (action === undefined || call.denied?.action === action);

/** Each kind of denial once. */
const told = (missed: Call[]): string =>
    [
        ...new Set(
            missed.map(({ service, action, caller, denied }) =>
                [
                    `${service}:${action} by ${caller.arn}: ${denied!.action} on ${denied!.resource} ${denied!.because}`,
                    ...denied!.statements.map(statement => `    ${statement}`),
                    `    ${JSON.stringify(denied!.context)}`,
                ].join("\n"),
            ),
        ),
    ].join("\n");
