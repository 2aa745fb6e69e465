import { PolicyPart } from "../aws/names.ts";
import type { PolicyDocument, Statement } from "../aws/policy.ts";

/** The facts that the controller's policies contain. */
export interface PolicyFacts {
    partition: string;
    region: string;
    accountId: string;
    cluster: string;
    /** ARNs of the roles that the controller passes to instances. */
    passedRoles: string[];
    /** Whether the controller creates instance profiles, for node classes with a role. It can always delete those that it created. */
    managesProfiles: boolean;
    /** The ARN of the interruption queue, if there is one. */
    queueArn?: string;
    /** The ARN of the KMS key that encrypts the queue. */
    queueKeyArn?: string;
    /** Whether the controller supports zonal shift. */
    zonalShift: boolean;
    /** Whether the controller reboots nodes to repair them. */
    reboots: boolean;
    /** Names or ARNs of the SSM parameters in node classes. */
    ssmParameters: string[];
    /** Additional statements from the user. */
    additional: Statement[];
}

/** A list, or the element of a list of one: brackets count towards IAM's limit. */
const oneOrMore = <T>(list: T[]): T | T[] => (list.length === 1 ? list[0]! : list);

const allow = (Sid: string, statement: Omit<Statement, "Sid" | "Effect">): Statement => ({
    Sid,
    Effect: "Allow",
    ...statement,
});

/**
 * The controller's policy documents, with upstream's parts and Sids. Parts without statements are omitted.
 *
 * Source: https://karpenter.sh/v1.14/reference/cloudformation/. Karpenter 1.15 needs no other permissions, except
 * with `rebootForRepair`: that statement is not from upstream, and has the scope of upstream's statement for terminating instances.
 */
export function controllerPolicies(facts: PolicyFacts): Map<PolicyPart, PolicyDocument> {
    const parts: [PolicyPart, Statement[]][] = [
        [PolicyPart.NodeLifecycle, nodeLifecycle(facts)],
        [PolicyPart.IAMIntegration, iamIntegration(facts)],
        [PolicyPart.EKSIntegration, eksIntegration(facts)],
        [PolicyPart.Interruption, interruption(facts)],
        [PolicyPart.ZonalShift, zonalShift(facts)],
        [PolicyPart.ResourceDiscovery, resourceDiscovery(facts)],
        [PolicyPart.Additional, facts.additional],
    ];
    return new Map(
        parts
            .filter(([, statements]) => statements.length > 0)
            .map(([part, Statement]) => [part, { Version: "2012-10-17", Statement }]),
    );
}

function nodeLifecycle({ partition, region, cluster, reboots }: PolicyFacts): Statement[] {
    const ec2 = (account: string, ...types: string[]) =>
        types.map(type => `arn:${partition}:ec2:${region}:${account}:${type}/*`);
    const created = ec2(
        "*",
        "fleet",
        "instance",
        "volume",
        "network-interface",
        "launch-template",
        "spot-instances-request",
    );
    const requested = {
        [`aws:RequestTag/kubernetes.io/cluster/${cluster}`]: "owned",
        "aws:RequestTag/eks:eks-cluster-name": cluster,
    };
    const requestedPool = { "aws:RequestTag/karpenter.sh/nodepool": "*" };
    const owned = { [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" };
    const ownedPool = { "aws:ResourceTag/karpenter.sh/nodepool": "*" };
    const ofOwnPools = { StringEquals: owned, StringLike: ownedPool };
    const reboot = allow("AllowScopedReboot", {
        Action: "ec2:RebootInstances",
        Resource: oneOrMore(ec2("*", "instance")),
        Condition: ofOwnPools,
    });
    return [
        allow("AllowScopedEC2InstanceAccessActions", {
            Action: ["ec2:RunInstances", "ec2:CreateFleet"],
            Resource: [
                ...ec2("", "image", "snapshot"),
                ...ec2("*", "security-group", "subnet", "capacity-reservation", "placement-group"),
            ],
        }),
        allow("AllowScopedEC2LaunchTemplateAccessActions", {
            Action: ["ec2:RunInstances", "ec2:CreateFleet"],
            Resource: oneOrMore(ec2("*", "launch-template")),
            Condition: ofOwnPools,
        }),
        allow("AllowScopedEC2InstanceActionsWithTags", {
            Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
            Resource: created,
            Condition: { StringEquals: requested, StringLike: requestedPool },
        }),
        allow("AllowScopedResourceCreationTagging", {
            Action: "ec2:CreateTags",
            Resource: created,
            Condition: {
                StringEquals: {
                    ...requested,
                    "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
                },
                StringLike: requestedPool,
            },
        }),
        allow("AllowScopedResourceTagging", {
            Action: "ec2:CreateTags",
            Resource: oneOrMore(ec2("*", "instance")),
            Condition: {
                StringEquals: owned,
                StringLike: ownedPool,
                StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": cluster },
                "ForAllValues:StringEquals": {
                    "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
                },
            },
        }),
        allow("AllowScopedDeletion", {
            Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
            Resource: ec2("*", "instance", "launch-template"),
            Condition: ofOwnPools,
        }),
        ...(reboots ? [reboot] : []),
    ];
}

function iamIntegration({
    partition,
    region,
    accountId,
    cluster,
    passedRoles,
    managesProfiles,
}: PolicyFacts): Statement[] {
    const profiles = `arn:${partition}:iam::${accountId}:instance-profile/*`;
    const tags = (kind: "RequestTag" | "ResourceTag") => ({
        [`aws:${kind}/kubernetes.io/cluster/${cluster}`]: "owned",
        ...(kind === "RequestTag" && { "aws:RequestTag/eks:eks-cluster-name": cluster }),
        [`aws:${kind}/topology.kubernetes.io/region`]: region,
    });
    const nodeClass = (kind: "RequestTag" | "ResourceTag") => ({ [`aws:${kind}/karpenter.k8s.aws/ec2nodeclass`]: "*" });
    const pass = allow("AllowPassingInstanceRole", {
        Action: "iam:PassRole",
        Resource: oneOrMore(passedRoles),
        Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
    });
    const create = allow("AllowScopedInstanceProfileCreationActions", {
        Action: "iam:CreateInstanceProfile",
        // Narrower than upstream's: all supported versions create profiles under the cluster's path.
        Resource: `arn:${partition}:iam::${accountId}:instance-profile/karpenter/${region}/${cluster}/*`,
        Condition: { StringEquals: tags("RequestTag"), StringLike: nodeClass("RequestTag") },
    });
    // Always included: a class whose role was removed still has the profile that the controller created for it.
    const manage = [
        allow("AllowScopedInstanceProfileTagActions", {
            Action: "iam:TagInstanceProfile",
            Resource: profiles,
            Condition: {
                StringEquals: { ...tags("ResourceTag"), ...tags("RequestTag") },
                StringLike: { ...nodeClass("ResourceTag"), ...nodeClass("RequestTag") },
            },
        }),
        allow("AllowScopedInstanceProfileActions", {
            Action: [
                ...(managesProfiles ? ["iam:AddRoleToInstanceProfile"] : []),
                "iam:RemoveRoleFromInstanceProfile",
                "iam:DeleteInstanceProfile",
            ],
            Resource: profiles,
            Condition: { StringEquals: tags("ResourceTag"), StringLike: nodeClass("ResourceTag") },
        }),
    ];
    return [...(passedRoles.length ? [pass] : []), ...(managesProfiles ? [create] : []), ...manage];
}

const eksIntegration = ({ partition, region, accountId, cluster }: PolicyFacts): Statement[] => [
    allow("AllowAPIServerEndpointDiscovery", {
        Action: "eks:DescribeCluster",
        Resource: `arn:${partition}:eks:${region}:${accountId}:cluster/${cluster}`,
    }),
];

function interruption({ queueArn, queueKeyArn }: PolicyFacts): Statement[] {
    if (queueArn === undefined) return [];
    const receive = allow("AllowInterruptionQueueActions", {
        Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
        Resource: queueArn,
    });
    const decrypt = allow("AllowInterruptionQueueDecryption", { Action: "kms:Decrypt", Resource: queueKeyArn });
    return queueKeyArn === undefined ? [receive] : [receive, decrypt];
}

function zonalShift({ zonalShift, partition, region, accountId, cluster }: PolicyFacts): Statement[] {
    const status = allow("AllowZonalShiftStatusReadOnly", {
        Action: "arc-zonal-shift:GetManagedResource",
        Resource: "*",
        Condition: {
            StringEquals: {
                "arc-zonal-shift:ResourceIdentifier": `arn:${partition}:eks:${region}:${accountId}:cluster/${cluster}`,
            },
        },
    });
    return zonalShift ? [status] : [];
}

const isPublic = (parameter: string): boolean => /^(arn:[^:]+:ssm:[^:]*::parameter)?\/aws\/service\//.test(parameter);

function resourceDiscovery({ partition, region, accountId, ssmParameters }: PolicyFacts): Statement[] {
    const parameter = (name: string) =>
        name.startsWith("arn:")
            ? name
            : `arn:${partition}:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, "")}`;
    return [
        allow("AllowRegionalReadActions", {
            Action: [
                "ec2:DescribeCapacityReservations",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSpotPriceHistory",
                "ec2:DescribeSubnets",
            ],
            Resource: "*",
            Condition: { StringEquals: { "aws:RequestedRegion": region } },
        }),
        allow("AllowSSMReadActions", {
            Action: "ssm:GetParameter",
            Resource: oneOrMore([
                `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
                ...new Set(
                    ssmParameters
                        .filter(name => !isPublic(name))
                        .map(parameter)
                        .sort(),
                ),
            ]),
        }),
        allow("AllowPricingReadActions", { Action: "pricing:GetProducts", Resource: "*" }),
        allow("AllowUnscopedInstanceProfileListAction", { Action: "iam:ListInstanceProfiles", Resource: "*" }),
        allow("AllowInstanceProfileReadActions", {
            Action: "iam:GetInstanceProfile",
            Resource: `arn:${partition}:iam::${accountId}:instance-profile/*`,
        }),
    ];
}
