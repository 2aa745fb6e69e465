import { doesNotThrow, throws } from "node:assert/strict";
import type { Call } from "../../../lab/aws/aws.ts";
import { assertSufficient, expectDenied } from "./denials.ts";

const call = (role: string, action?: string) =>
    ({
        service: "ec2",
        action: "CreateFleet",
        caller: { arn: `arn:aws:sts::123456789012:assumed-role/${role}/me` },
        ...(action && {
            denied: {
                action,
                resource: "r",
                context: {},
                because: "because",
                statements: ["near: condition"],
                missing: { Effect: "Allow", Action: action, Resource: "r" },
            },
        }),
    }) as unknown as Call;

describe("a run of the lab's tests", () => {
    it("fails on a denial that no test expects, and says what came near", () => {
        const calls = [call("of-a-test"), call("of-a-test", "ec2:RunInstances")];
        throws(
            () => assertSufficient({ calls }),
            /1 calls were denied.*\n.*ec2:RunInstances on r because\n.*near: cond/,
        );
    });

    it("lets a test expect the denials of a caller, all or of one action", () => {
        expectDenied({ caller: "of-denials-test/", action: "ec2:RunInstances" });
        doesNotThrow(() => assertSufficient({ calls: [call("of-denials-test", "ec2:RunInstances")] }));
        throws(() => assertSufficient({ calls: [call("of-denials-test", "ec2:CreateFleet")] }));
        expectDenied({ caller: "of-denials-test/" });
        doesNotThrow(() => assertSufficient({ calls: [call("of-denials-test", "ec2:CreateFleet")] }));
    });
});
