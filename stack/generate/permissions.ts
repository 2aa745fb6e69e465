import { between, cell } from "./between.ts";
import { everyStatement } from "./every-statement.ts";
import { kept } from "./kept.ts";

/** The purpose of each statement. */
const purposes: { [sid: string]: string } = {
    AllowScopedEC2InstanceAccessActions:
        "Launches from the images, subnets, security groups, reservations and placement groups of the region. Node classes choose among them.",
    AllowScopedEC2LaunchTemplateAccessActions: "Launches from the launch templates that it created for this cluster.",
    AllowScopedEC2InstanceActionsWithTags:
        "Creates launch templates, fleets, instances and their parts, with the tags of this cluster and of a pool.",
    AllowScopedResourceCreationTagging: "Sets those tags at creation, and at no other time.",
    AllowScopedResourceTagging:
        "Tags an instance of this cluster with its name and its NodeClaim once the node has registered.",
    AllowScopedDeletion: "Terminates instances and deletes launch templates of this cluster's pools.",
    AllowScopedReboot: "Reboots instances of this cluster's pools, with the gate `rebootForRepair` of Karpenter 1.15.",
    AllowPassingInstanceRole: "Passes the roles of the node classes to EC2, and to no other service.",
    AllowScopedInstanceProfileCreationActions:
        "Creates instance profiles for classes with `role`, with this cluster's tags, under its path.",
    AllowScopedInstanceProfileTagActions: "Tags those instance profiles.",
    AllowScopedInstanceProfileActions: "Adds a role to those instance profiles, removes it, and deletes the profiles.",
    AllowAPIServerEndpointDiscovery: "Reads this cluster's endpoint and address range.",
    AllowInterruptionQueueActions: "Reads the interruption queue, and deletes the messages that it has read.",
    AllowInterruptionQueueDecryption: "Reads a queue that is encrypted with your own key (`interruption.kmsKeyArn`).",
    AllowZonalShiftStatusReadOnly: "Reads whether this cluster is shifted away from a zone (`controller.zonalShift`).",
    AllowRegionalReadActions:
        "Lists instances, instance types, images, subnets, security groups and spot prices of the region.",
    AllowSSMReadActions: "Reads the images that AWS recommends, and the parameters that node classes name.",
    AllowPricingReadActions: "Reads on-demand prices.",
    AllowUnscopedInstanceProfileListAction: "Finds its own instance profiles whose class no longer exists.",
    AllowInstanceProfileReadActions: "Reads an instance profile: its own, or one that a class names.",
};

function row(sid: string, actions: string[]): string {
    const reasons = actions.flatMap(action => {
        const reason = kept[`${sid} ${action}`];
        return reason ? [`no (\`${action}\`): ${reason}`] : [];
    });
    const needed = reasons.length ? reasons.join("; ") : "yes";
    return `| \`${sid}\` | ${actions.map(each => `\`${each}\``).join(", ")} | ${cell(purposes[sid]!)} | ${cell(needed)} |`;
}

/** Fills in the permissions page's table of statements. */
export function permissionsPage(current: string): string {
    const rows = everyStatement("1.15.0").map(({ Sid, Action = [] }) => row(Sid!, [Action].flat()));
    const table = ["| statement | actions | the controller | needed in the lab |", "|---|---|---|---|", ...rows];
    return between(current, "statements", `${table.join("\n")}\n`);
}
