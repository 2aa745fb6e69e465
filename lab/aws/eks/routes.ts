/** The paths of EKS's API that the lab knows, as the service's model gives them (the schemas in @aws-sdk/client-eks). */
const routes: [method: string, path: string, action: string][] = [
    ["GET", "/clusters", "ListClusters"],
    ["GET", "/clusters/{name}", "DescribeCluster"],
    ["GET", "/clusters/{clusterName}/access-entries", "ListAccessEntries"],
    ["POST", "/clusters/{clusterName}/access-entries", "CreateAccessEntry"],
    ["GET", "/clusters/{clusterName}/access-entries/{principalArn}", "DescribeAccessEntry"],
    ["POST", "/clusters/{clusterName}/access-entries/{principalArn}", "UpdateAccessEntry"],
    ["DELETE", "/clusters/{clusterName}/access-entries/{principalArn}", "DeleteAccessEntry"],
    ["GET", "/clusters/{clusterName}/access-entries/{principalArn}/access-policies", "ListAssociatedAccessPolicies"],
    ["GET", "/clusters/{clusterName}/addons", "ListAddons"],
    ["GET", "/clusters/{clusterName}/addons/{addonName}", "DescribeAddon"],
    ["GET", "/clusters/{clusterName}/pod-identity-associations", "ListPodIdentityAssociations"],
    ["POST", "/clusters/{clusterName}/pod-identity-associations", "CreatePodIdentityAssociation"],
    ["GET", "/clusters/{clusterName}/pod-identity-associations/{associationId}", "DescribePodIdentityAssociation"],
    ["POST", "/clusters/{clusterName}/pod-identity-associations/{associationId}", "UpdatePodIdentityAssociation"],
    ["DELETE", "/clusters/{clusterName}/pod-identity-associations/{associationId}", "DeletePodIdentityAssociation"],
    ["GET", "/tags/{resourceArn}", "ListTagsForResource"],
    ["POST", "/tags/{resourceArn}", "TagResource"],
    ["DELETE", "/tags/{resourceArn}", "UntagResource"],
];

const arns = new Set(["principalArn", "resourceArn"]);

const patterns = routes.map(([method, path, action]) => ({
    method,
    action,
    // An ARN in a path is escaped by some clients and not by others, so that its slashes may be seen.
    pattern: new RegExp(
        `^${path.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${arns.has(name) ? ".+?" : "[^/]+"})`)}/?$`,
    ),
}));

/** What a request to EKS is, by its path. The longest path that fits is meant. */
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
