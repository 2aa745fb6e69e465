import { PolicyPart } from "../aws/names.ts";
import { gateOf } from "../karpenter/gates.ts";
import { minorOf } from "../karpenter/versions.ts";
import type { Resolved } from "../resolve.ts";

/** What the arguments alone say of the controller's policies; the rest is known from AWS. */
export function policyFacts(args: Resolved) {
    const { cluster, controller, interruption, install } = args;
    const specs = Object.values(args.nodeClasses).map(({ spec }) => spec);
    return {
        cluster: cluster.name,
        // Without a class here, classes are made elsewhere, and may name a role.
        managesProfiles: specs.length === 0 || specs.some(({ instanceProfile }) => instanceProfile === undefined),
        queueKeyArn: interruption.enabled ? interruption.kmsKeyArn : undefined,
        zonalShift: controller.zonalShift,
        // The chart of 1.14 has no such gate. One that is not known yet may be on.
        reboots: minorOf(install.version) !== "1.14" && gateOf(install, "awsFeatureGates.rebootForRepair") !== false,
        ssmParameters: specs.flatMap(({ amiSelectorTerms }) =>
            amiSelectorTerms.flatMap(({ ssmParameter }) => (ssmParameter === undefined ? [] : [ssmParameter])),
        ),
        additional: controller.policyStatements,
    };
}

/** The parts of the controller's permissions there are. Plain, because each is a resource. */
export function policyParts({ controller, interruption }: Resolved): PolicyPart[] {
    const absent = new Set<PolicyPart>([
        ...(interruption.enabled ? [] : [PolicyPart.Interruption]),
        ...(controller.zonalShift ? [] : [PolicyPart.ZonalShift]),
        ...(controller.policyStatements.length ? [] : [PolicyPart.Additional]),
    ]);
    return Object.values(PolicyPart).filter(part => !absent.has(part));
}
