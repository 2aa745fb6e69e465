import type { Kind } from "../kind.ts";
import { accessEntry } from "./access-entry.ts";
import { accessPolicyAssociation } from "./access-policy-association.ts";
import { addon } from "./addon.ts";
import { cluster } from "./cluster.ts";
import { ec2Tag } from "./ec2-tag.ts";
import { eventRule } from "./event-rule.ts";
import { eventTarget } from "./event-target.ts";
import { fargateProfile } from "./fargate-profile.ts";
import { launchTemplate } from "./launch-template.ts";
import { nodeGroup } from "./node-group.ts";
import { openIdConnectProvider } from "./open-id-connect-provider.ts";
import { podIdentityAssociation } from "./pod-identity-association.ts";
import { policy } from "./policy.ts";
import { queue, queuePolicy } from "./queue.ts";
import { role } from "./role.ts";
import { rolePolicy, rolePolicyAttachment } from "./role-policy.ts";

/** All AWS resource types that the program uses, and those that @pulumi/eks creates for its new cluster. */
export const kinds: Record<string, Kind> = {
    "aws:cloudwatch/eventRule:EventRule": eventRule,
    "aws:cloudwatch/eventTarget:EventTarget": eventTarget,
    "aws:ec2/launchTemplate:LaunchTemplate": launchTemplate,
    "aws:ec2/tag:Tag": ec2Tag,
    "aws:eks/accessEntry:AccessEntry": accessEntry,
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": accessPolicyAssociation,
    "aws:eks/addon:Addon": addon,
    "aws:eks/cluster:Cluster": cluster,
    "aws:eks/fargateProfile:FargateProfile": fargateProfile,
    "aws:eks/nodeGroup:NodeGroup": nodeGroup,
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": podIdentityAssociation,
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider,
    "aws:iam/policy:Policy": policy,
    "aws:iam/role:Role": role,
    "aws:iam/rolePolicy:RolePolicy": rolePolicy,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": rolePolicyAttachment,
    "aws:sqs/queue:Queue": queue,
    "aws:sqs/queuePolicy:QueuePolicy": queuePolicy,
};
