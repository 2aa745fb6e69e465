import type { Kind } from "../kind.ts";
import { accessEntry } from "./access-entry.ts";
import { ec2Tag } from "./ec2-tag.ts";
import { eventRule } from "./event-rule.ts";
import { eventTarget } from "./event-target.ts";
import { podIdentityAssociation } from "./pod-identity-association.ts";
import { policy } from "./policy.ts";
import { queue, queuePolicy } from "./queue.ts";
import { role } from "./role.ts";
import { rolePolicy, rolePolicyAttachment } from "./role-policy.ts";

/** All AWS resource types that the program uses on an existing cluster. */
export const kinds: Record<string, Kind> = {
    "aws:cloudwatch/eventRule:EventRule": eventRule,
    "aws:cloudwatch/eventTarget:EventTarget": eventTarget,
    "aws:ec2/tag:Tag": ec2Tag,
    "aws:eks/accessEntry:AccessEntry": accessEntry,
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": podIdentityAssociation,
    "aws:iam/policy:Policy": policy,
    "aws:iam/role:Role": role,
    "aws:iam/rolePolicy:RolePolicy": rolePolicy,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": rolePolicyAttachment,
    "aws:sqs/queue:Queue": queue,
    "aws:sqs/queuePolicy:QueuePolicy": queuePolicy,
};
