import { PolicyPart } from "../aws/names.ts";
import type { Resolved } from "../resolve.ts";
import { gateOf } from "../upstream/gates.ts";
import { minorOf } from "../upstream/versions.ts";

/** The facts for the controller's policies that the arguments contain. The rest comes from AWS. */
export function policyFacts(args: Resolved) {
    const { cluster, controller, interruption, install } = args;
    const specs = Object.values(args.nodeClasses).map(({ spec }) => spec);
    return {
        cluster: cluster.name,
        // Without node classes in the arguments, they are created elsewhere and may have a role.
        managesProfiles: specs.length === 0 || specs.some(({ instanceProfile }) => instanceProfile === undefined),
        queueKeyArn: interruption.enabled ? interruption.kmsKeyArn : undefined,
        zonalShift: controller.zonalShift,
        // The chart of 1.14 has no such gate. A pending gate may be enabled.
        reboots: minorOf(install.version) !== "1.14" && gateOf(install, "awsFeatureGates.rebootForRepair") !== false,
        ssmParameters: specs.flatMap(({ amiSelectorTerms }) =>
            amiSelectorTerms.flatMap(({ ssmParameter }) => (ssmParameter === undefined ? [] : [ssmParameter])),
        ),
        additional: controller.policyStatements,
    };
}

/** The parts of the controller's permissions that are needed. Known at once, because each becomes a resource. */
export function policyParts({ controller, interruption }: Resolved): PolicyPart[] {
    const absent = new Set<PolicyPart>([
        ...(interruption.enabled ? [] : [PolicyPart.Interruption]),
        ...(controller.zonalShift ? [] : [PolicyPart.ZonalShift]),
        ...(controller.policyStatements.length ? [] : [PolicyPart.Additional]),
    ]);
    return Object.values(PolicyPart).filter(part => !absent.has(part));
}
