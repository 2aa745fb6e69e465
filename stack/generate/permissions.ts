import { between, cell } from "./between.ts";
import { everyStatement } from "./every-statement.ts";
import { kept } from "./kept.ts";

/** What each statement is for. */
const purposes: { [sid: string]: string } = {
    AllowScopedEC2InstanceAccessActions:
        "Launch from any image, into any subnet, with any security group, reservation and placement group of the region: which, node classes say.",
    AllowScopedEC2LaunchTemplateAccessActions: "Launch from the launch templates that it made for this cluster.",
    AllowScopedEC2InstanceActionsWithTags:
        "Make launch templates, fleets, instances and what belongs to them, with the tags that make them this cluster's and a pool's.",
    AllowScopedResourceCreationTagging: "Set those tags while they are made, and only then.",
    AllowScopedResourceTagging:
        "Give an instance of this cluster its name and its NodeClaim's, once its node is there.",
    AllowScopedDeletion: "End instances and delete launch templates of this cluster's pools.",
    AllowScopedReboot: "Reboot instances of this cluster's pools, with the gate `rebootForRepair` of 1.15.",
    AllowPassingInstanceRole: "Give the node classes' roles to instances, and to nothing else.",
    AllowScopedInstanceProfileCreationActions:
        "Make instance profiles for classes with `role`, with this cluster's tags, under its path.",
    AllowScopedInstanceProfileTagActions: "Tag those instance profiles.",
    AllowScopedInstanceProfileActions: "Put a role into those instance profiles, take it out, delete them.",
    AllowAPIServerEndpointDiscovery: "Read this cluster: its endpoint, its addresses.",
    AllowInterruptionQueueActions: "Read the interruption queue, and delete what it has read.",
    AllowInterruptionQueueDecryption: "Read the queue where a key of yours encrypts it (`interruption.kmsKeyArn`).",
    AllowZonalShiftStatusReadOnly: "See whether this cluster is shifted away from a zone (`controller.zonalShift`).",
    AllowRegionalReadActions: "See what there is to launch, from and into, and what runs, in the cluster's region.",
    AllowSSMReadActions: "Read which images AWS recommends, and the parameters that node classes name.",
    AllowPricingReadActions: "Read prices on demand.",
    AllowUnscopedInstanceProfileListAction: "Find its instance profiles whose class is gone.",
    AllowInstanceProfileReadActions: "Read an instance profile, its own or one that a class names.",
};

function row(sid: string, actions: string[]): string {
    const reasons = actions.flatMap(action => {
        const reason = kept[`${sid} ${action}`];
        return reason ? [`kept: \`${action}\` is ${reason}`] : [];
    });
    const needed = reasons.length ? reasons.join("; ") : "each is needed";
    return `| \`${sid}\` | ${actions.map(each => `\`${each}\``).join(", ")} | ${cell(purposes[sid]!)} | ${cell(needed)} |`;
}

/** The page on permissions with a table of every statement between its markers. */
export function permissionsPage(current: string): string {
    const rows = everyStatement("1.15.0").map(({ Sid, Action = [] }) => row(Sid!, [Action].flat()));
    const table = ["| statement | actions | lets the controller | without it |", "|---|---|---|---|", ...rows];
    return between(current, "statements", `${table.join("\n")}\n`);
}
