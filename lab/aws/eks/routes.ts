/** Supported paths of EKS's API, from the service model (the schemas in @aws-sdk/client-eks). */
const routes: [method: string, path: string, action: string][] = [
    ["GET", "/clusters", "ListClusters"],
    ["POST", "/clusters", "CreateCluster"],
    ["GET", "/clusters/{name}", "DescribeCluster"],
    ["DELETE", "/clusters/{name}", "DeleteCluster"],
    ["POST", "/clusters/{name}/update-config", "UpdateClusterConfig"],
    ["POST", "/clusters/{name}/updates", "UpdateClusterVersion"],
    ["GET", "/clusters/{name}/updates", "ListUpdates"],
    ["GET", "/clusters/{name}/updates/{updateId}", "DescribeUpdate"],
    ["GET", "/clusters/{clusterName}/access-entries", "ListAccessEntries"],
    ["POST", "/clusters/{clusterName}/access-entries", "CreateAccessEntry"],
    ["GET", "/clusters/{clusterName}/access-entries/{principalArn}", "DescribeAccessEntry"],
    ["POST", "/clusters/{clusterName}/access-entries/{principalArn}", "UpdateAccessEntry"],
    ["DELETE", "/clusters/{clusterName}/access-entries/{principalArn}", "DeleteAccessEntry"],
    ["GET", "/clusters/{clusterName}/access-entries/{principalArn}/access-policies", "ListAssociatedAccessPolicies"],
    ["POST", "/clusters/{clusterName}/access-entries/{principalArn}/access-policies", "AssociateAccessPolicy"],
    [
        "DELETE",
        "/clusters/{clusterName}/access-entries/{principalArn}/access-policies/{policyArn}",
        "DisassociateAccessPolicy",
    ],
    ["GET", "/addons/supported-versions", "DescribeAddonVersions"],
    ["GET", "/clusters/{clusterName}/addons", "ListAddons"],
    ["POST", "/clusters/{clusterName}/addons", "CreateAddon"],
    ["GET", "/clusters/{clusterName}/addons/{addonName}", "DescribeAddon"],
    ["POST", "/clusters/{clusterName}/addons/{addonName}/update", "UpdateAddon"],
    ["DELETE", "/clusters/{clusterName}/addons/{addonName}", "DeleteAddon"],
    ["GET", "/clusters/{clusterName}/node-groups", "ListNodegroups"],
    ["POST", "/clusters/{clusterName}/node-groups", "CreateNodegroup"],
    ["GET", "/clusters/{clusterName}/node-groups/{nodegroupName}", "DescribeNodegroup"],
    ["DELETE", "/clusters/{clusterName}/node-groups/{nodegroupName}", "DeleteNodegroup"],
    ["POST", "/clusters/{clusterName}/node-groups/{nodegroupName}/update-config", "UpdateNodegroupConfig"],
    ["POST", "/clusters/{clusterName}/node-groups/{nodegroupName}/update-version", "UpdateNodegroupVersion"],
    ["GET", "/clusters/{clusterName}/fargate-profiles", "ListFargateProfiles"],
    ["POST", "/clusters/{clusterName}/fargate-profiles", "CreateFargateProfile"],
    ["GET", "/clusters/{clusterName}/fargate-profiles/{fargateProfileName}", "DescribeFargateProfile"],
    ["DELETE", "/clusters/{clusterName}/fargate-profiles/{fargateProfileName}", "DeleteFargateProfile"],
    ["GET", "/clusters/{clusterName}/pod-identity-associations", "ListPodIdentityAssociations"],
    ["POST", "/clusters/{clusterName}/pod-identity-associations", "CreatePodIdentityAssociation"],
    ["GET", "/clusters/{clusterName}/pod-identity-associations/{associationId}", "DescribePodIdentityAssociation"],
    ["POST", "/clusters/{clusterName}/pod-identity-associations/{associationId}", "UpdatePodIdentityAssociation"],
    ["DELETE", "/clusters/{clusterName}/pod-identity-associations/{associationId}", "DeletePodIdentityAssociation"],
    ["GET", "/tags/{resourceArn}", "ListTagsForResource"],
    ["POST", "/tags/{resourceArn}", "TagResource"],
    ["DELETE", "/tags/{resourceArn}", "UntagResource"],
];

const arns = new Set(["principalArn", "policyArn", "resourceArn"]);

const patterns = routes.map(([method, path, action]) => ({
    method,
    action,
    // Some clients escape an ARN in a path and others do not, so the pattern accepts its slashes.
    pattern: new RegExp(
        `^${path.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${arns.has(name) ? ".+?" : "[^/]+"})`)}/?$`,
    ),
}));

/** The action of a request to EKS by its path. The longest matching path wins. */
export function eksRoute(
    method: string,
    path: string,
): { action: string; parameters: Record<string, string> } | undefined {
    const found = patterns
        .map(route => ({ ...route, match: route.method === method ? route.pattern.exec(path) : null }))
        .findLast(({ match }) => match);
    if (!found?.match) return undefined;
    const groups = Object.entries(found.match.groups ?? {});
    return {
        action: found.action,
        parameters: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
    };
}
