import type { Facts } from "./facts.ts";

type Arguments = Record<string, any>;

/** The result of each provider function that the program calls. */
const answers: Record<string, (facts: Facts, args: Arguments) => object> = {
    "aws:index/getRegion:getRegion": ({ region }) => ({ id: region, name: region, region, description: region }),
    "aws:index/getPartition:getPartition": ({ partition, dnsSuffix }) => ({
        id: partition,
        partition,
        dnsSuffix,
        reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
    }),
    "aws:index/getCallerIdentity:getCallerIdentity": facts => ({
        id: facts.accountId,
        accountId: facts.accountId,
        arn: facts.iamArn("root"),
        userId: facts.accountId,
    }),
    "aws:eks/getCluster:getCluster": (facts, { name }) => ({
        id: name,
        name,
        arn: `arn:${facts.partition}:eks:${facts.region}:${facts.accountId}:cluster/${name}`,
        status: "ACTIVE",
        version: facts.version,
        endpoint: facts.endpoint,
        certificateAuthorities: [{ data: facts.certificateAuthority }],
        identities: [{ oidcs: [{ issuer: facts.oidcIssuer }] }],
        accessConfigs: [{ authenticationMode: facts.authenticationMode }],
        kubernetesNetworkConfigs: [{ ipFamily: facts.ipFamily }],
        vpcConfig: { vpcId: facts.vpcId },
    }),
    "aws:eks/getAddon:getAddon": (facts, { clusterName, addonName }) => {
        facts.assume(`add-on ${addonName}`, "on the cluster", "(looked up by pulumi)");
        return { id: `${clusterName}:${addonName}`, clusterName, addonName };
    },
    "aws:eks/getAddonVersion:getAddonVersion": (facts, { addonName }) => ({
        id: addonName,
        addonName,
        version: facts.assume(
            `version of add-on ${addonName}`,
            "the most recent",
            facts.key(`cluster.create.addons.${addonName}.version`),
        ),
    }),
    "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider": (facts, { url }) => ({
        id: facts.oidcProviderArn,
        arn: facts.oidcProviderArn,
        url,
    }),
    "aws:iam/getRole:getRole": (facts, { name }) => {
        if (name !== facts.controllerRole) return { id: name, name, arn: roleArn(facts, `role ${name}`, name) };
        facts.assume(
            `role ${name}`,
            "does not exist yet, or belongs to the controller in the same namespace",
            "(looked up by pulumi)",
        );
        throw new Error(`there is no role ${name}`);
    },
    "aws:iam/getInstanceProfile:getInstanceProfile": (facts, { name }) => {
        const arn = roleArn(facts, `role in instance profile ${name}`, name);
        return { id: name, name, roleArn: arn, roleName: name, arn: facts.iamArn(`instance-profile/${name}`) };
    },
    "aws:ec2/getSubnet:getSubnet": (facts, { id }) => ({ id, vpcId: facts.vpcId }),
    "aws:ec2/getSubnets:getSubnets": facts => ({ ids: facts.given("subnets") }),
    "aws:ec2/getSecurityGroups:getSecurityGroups": (facts, { filters = [] }) => {
        const asksForTag = filters.some(({ name }: { name: string }) => name === "tag-key" || name.startsWith("tag:"));
        if (!asksForTag) return { ids: facts.given("securityGroups") };
        facts.assume("security groups with the cluster's tag", "none", "(looked up by pulumi)");
        return { ids: [] };
    },
};

const roleArn = (facts: Facts, what: string, name: string): string =>
    facts.assume(what, facts.iamArn(`role/${name}`), facts.key(`nodeRole.others.${name}`));

/** The result of a provider function. Unknown functions fail, since an empty result would be wrong. */
export function answer(facts: Facts, token: string, args: Arguments): object {
    const known = answers[token];
    if (!known) throw new Error(`the program calls ${token}, and stack/offline/invokes.ts has no answer to it`);
    return known(facts, args);
}
