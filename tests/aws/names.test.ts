import assert from "node:assert/strict";
import fc from "fast-check";
import { events } from "../../components/aws/events.ts";
import { limits, namesOf, PolicyPart } from "../../components/aws/names.ts";

const cluster = fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/);
const region = fc.constantFrom("us-east-1", "ap-southeast-2", "us-gov-west-1", "cn-northwest-1");
const every = (cluster: string, region?: string) => {
    const { policies, rules, ...names } = namesOf(cluster, { region: region !== undefined }, region ?? "");
    return { ...names, ...policies, ...rules };
};

describe("names", () => {
    it("are made from the cluster's name", () => {
        assert.deepEqual(namesOf("dev", {}, "us-west-2"), {
            nodeRole: "dev-nodeRole",
            controllerRole: "dev-karpenterControllerRole",
            policies: {
                NodeLifecycle: "dev-karpenterControllerPolicy-NodeLifecycle",
                IAMIntegration: "dev-karpenterControllerPolicy-IAMIntegration",
                EKSIntegration: "dev-karpenterControllerPolicy-EKSIntegration",
                Interruption: "dev-karpenterControllerPolicy-Interruption",
                ZonalShift: "dev-karpenterControllerPolicy-ZonalShift",
                ResourceDiscovery: "dev-karpenterControllerPolicy-ResourceDiscovery",
                Additional: "dev-karpenterControllerPolicy-Additional",
            },
            queue: "dev-karpenter",
            rules: {
                ScheduledChange: "dev-karpenter-ScheduledChange",
                SpotInterruption: "dev-karpenter-SpotInterruption",
                Rebalance: "dev-karpenter-Rebalance",
                InstanceStateChange: "dev-karpenter-InstanceStateChange",
                CapacityReservationInterruption: "dev-karpenter-CapacityReservationInterruption",
            },
        });
    });

    it("hold the region where the account has the cluster's name in several, but not in what is regional", () => {
        const { nodeRole, policies, queue, rules } = namesOf("dev", { region: true }, "eu-west-1");
        assert.deepEqual(
            [nodeRole, policies.ZonalShift, queue, rules.Rebalance],
            [
                "dev-eu-west-1-nodeRole",
                "dev-eu-west-1-karpenterControllerPolicy-ZonalShift",
                "dev-karpenter",
                "dev-karpenter-Rebalance",
            ],
        );
    });

    it("can each be the user's own", () => {
        const given = { nodeRole: "n", controllerRole: "c", policies: "p", queue: "q", rules: "r" };
        const { nodeRole, controllerRole, policies, queue, rules } = namesOf("dev", given, "");
        assert.deepEqual(
            [nodeRole, controllerRole, policies.ZonalShift, queue, rules.Rebalance],
            ["n", "c", "p-ZonalShift", "q", "r-Rebalance"],
        );
    });

    it("fit AWS's limits for every legal cluster name and region", () => {
        fc.assert(
            fc.property(cluster, region, (cluster, region) => {
                const names = namesOf(cluster, { region: true }, region);
                const fits = (limit: number, ...all: string[]) => all.every(name => name.length <= limit);
                assert.ok(fits(limits.role, names.nodeRole, names.controllerRole));
                assert.ok(fits(limits.policy, ...Object.values(names.policies)));
                assert.ok(fits(limits.queue, names.queue));
                assert.ok(fits(limits.rule, ...Object.values(names.rules)));
                assert.equal(Object.keys(names.rules).length, Object.keys(events).length);
                assert.equal(Object.keys(names.policies).length, Object.keys(PolicyPart).length);
            }),
        );
    });

    it("never collide between two clusters in one account and region, long ones alike but for the end included", () => {
        const alike = fc.tuple(fc.stringMatching(/^[a-z]{60,98}$/), fc.constantFrom("-a", "-b", "1", "_2", ""));
        const either = fc.oneof(
            cluster,
            alike.map(([head, tail]) => head + tail),
        );
        fc.assert(
            fc.property(either, either, (one, other) => {
                fc.pre(one !== other);
                const taken = new Set(Object.values(every(one)));
                assert.deepEqual(
                    Object.values(every(other)).filter(name => taken.has(name)),
                    [],
                );
            }),
        );
    });

    it("never collide account-wide between one cluster name in two regions", () => {
        fc.assert(
            fc.property(cluster, cluster => {
                const [one, other] = [every(cluster, "us-east-1"), every(cluster, "us-east-2")];
                assert.notEqual(one.nodeRole, other.nodeRole);
                assert.notEqual(one.controllerRole, other.controllerRole);
                for (const part of Object.values(PolicyPart)) assert.notEqual(one[part], other[part]);
            }),
        );
    });
});
