import { equal, throws } from "node:assert/strict";
import { fits } from "../../../lab/aws/events/pattern.ts";

const event = { source: "aws.ec2", detail: { state: "stopping", services: ["EC2", "EBS"] } };

describe("the lab's AWS: event patterns", () => {
    const cases: [string, object, boolean][] = [
        ["an exact value", { source: ["aws.health", "aws.ec2"] }, true],
        ["another value", { source: ["aws.health"] }, false],
        ["a value further in", { detail: { state: ["stopping"] } }, true],
        ["one of a list of values", { detail: { services: ["EBS"] } }, true],
        ["a name that is not there", { detail: { zone: ["a"] } }, false],
        ["a name in what is not there", { more: { zone: ["a"] } }, false],
        ["a prefix", { source: [{ prefix: "aws." }] }, true],
        ["a suffix", { source: [{ suffix: ".eks" }] }, false],
        ["any case", { source: [{ "equals-ignore-case": "AWS.EC2" }] }, true],
        ["anything but", { source: [{ "anything-but": ["aws.ec2"] }] }, false],
        ["a name that must not be there", { detail: { zone: [{ exists: false }] } }, true],
        ["all names together", { source: ["aws.ec2"], detail: { state: ["running"] } }, false],
    ];
    for (const [name, pattern, fit] of cases)
        it(`${name} ${fit ? "fits" : "does not fit"}`, () => equal(fits(pattern as any, event), fit));

    it("are not guessed at", () => {
        throws(() => fits({ source: [{ cidr: "10.0.0.0/8" }] }, event), /does not support the event matcher cidr/);
    });
});
