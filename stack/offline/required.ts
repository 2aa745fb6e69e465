/**
 * Arguments that providers require. The SDK only checks that they are passed; an output may still resolve to
 * undefined.
 */
export const required: Record<string, string[]> = {
    "aws:cloudwatch/eventTarget:EventTarget": ["arn", "rule"],
    "aws:ec2/tag:Tag": ["key", "resourceId", "value"],
    "aws:eks/accessEntry:AccessEntry": ["clusterName", "principalArn"],
    "aws:eks/addon:Addon": ["addonName", "clusterName"],
    "aws:eks/fargateProfile:FargateProfile": ["clusterName", "podExecutionRoleArn", "selectors"],
    "aws:eks/nodeGroup:NodeGroup": ["clusterName", "nodeRoleArn", "scalingConfig", "subnetIds"],
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["clusterName", "namespace", "roleArn", "serviceAccount"],
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["clientIdLists", "url"],
    "aws:iam/policy:Policy": ["policy"],
    "aws:iam/role:Role": ["assumeRolePolicy"],
    "aws:iam/rolePolicy:RolePolicy": ["policy", "role"],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
    "aws:sqs/queuePolicy:QueuePolicy": ["policy", "queueUrl"],
};

/** Rejects a resource without a required argument, as its provider would. */
export function checkRequired(type: string, name: string, inputs: Record<string, unknown>): void {
    const missing = required[type]?.filter(argument => inputs[argument] === undefined || inputs[argument] === null);
    if (missing?.length) throw new Error(`${type} "${name}": missing required argument ${missing.join(", ")}`);
}
