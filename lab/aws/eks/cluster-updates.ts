import { isDeepStrictEqual } from "node:util";
import type { Handlers } from "../gateway/gateway.ts";
import { activePlane } from "./cluster-lifecycle.ts";
import { clusterNamed } from "./clusters.ts";
import { enabledTypes } from "./created-cluster.ts";
import { invalidParameter } from "./errors.ts";
import type { EksParts } from "./parts.ts";
import type { CreatedCluster, EksCluster } from "./registry.ts";
import { versions } from "./versions.ts";

interface Change {
    type: string;
    params: Record<string, unknown>;
}

/** UpdateClusterVersion and UpdateClusterConfig. They change records only. */
export function clusterUpdateHandlers(eks: EksParts): Handlers {
    const named = (region: string, { name }: Record<string, any>) => {
        const cluster = clusterNamed(eks.clusters, name, region);
        activePlane(cluster);
        return { cluster, created: cluster.created! };
    };
    return {
        "eks:UpdateClusterVersion": ({ region, parameters }) => {
            const { cluster } = named(region, parameters);
            checkVersion(cluster, parameters.version);
            cluster.version = parameters.version;
            const params = { Version: parameters.version, PlatformVersion: "eks.1" };
            return { update: eks.updates.done(cluster, {}, "VersionUpdate", params) };
        },
        "eks:UpdateClusterConfig": async ({ region, parameters }) => {
            const { cluster, created } = named(region, parameters);
            const given = Object.keys(changes).filter(name => parameters[name] !== undefined);
            if (given.length !== 1)
                throw invalidParameter(
                    given.length === 0
                        ? "The type for cluster update was not provided."
                        : `Only one type of update can be allowed, found ${given.join(", ")}.`,
                );
            const mode = cluster.authenticationMode;
            const { type, params } = changes[given[0]!]!(cluster, created, parameters[given[0]!]);
            if (mode === "CONFIG_MAP" && cluster.authenticationMode !== mode)
                await eks.admitCreator(cluster, created.creator);
            return { update: eks.updates.done(cluster, {}, type, params) };
        },
    };
}

/** EKS raises a version by one minor at a time. */
function checkVersion({ name, version }: EksCluster, next: string): void {
    if (next === version)
        throw invalidParameter(`Cluster is already at the desired configuration with version ${version}: ${name}`);
    if (!versions.includes(next) || versions.indexOf(next) !== versions.indexOf(version) + 1)
        throw invalidParameter(`Unsupported Kubernetes minor version update from ${version} to ${next}`);
}

const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

/** Changes by the parameter of UpdateClusterConfig. */
const changes: Record<string, (cluster: EksCluster, created: CreatedCluster, value: any) => Change> = {
    resourcesVpcConfig(cluster, created, value) {
        const { subnetIds, ...vpc } = value;
        const next = { ...created.resourcesVpcConfig, ...vpc };
        if (isDeepStrictEqual(next, created.resourcesVpcConfig) && !subnetIds)
            throw invalidParameter(
                `Cluster is already at the desired configuration with endpointPrivateAccess: ${next.endpointPrivateAccess} , endpointPublicAccess: ${next.endpointPublicAccess}, and Public Endpoint Restrictions: [${next.publicAccessCidrs.join(", ")}]`,
            );
        created.resourcesVpcConfig = next;
        cluster.subnetIds = subnetIds ?? cluster.subnetIds;
        return {
            type: subnetIds || vpc.securityGroupIds ? "VpcConfigUpdate" : "EndpointAccessUpdate",
            params: {
                Subnets: subnetIds,
                SecurityGroups: vpc.securityGroupIds,
                EndpointPublicAccess: vpc.endpointPublicAccess,
                EndpointPrivateAccess: vpc.endpointPrivateAccess,
                PublicAccessCidrs: vpc.publicAccessCidrs,
            },
        };
    },
    logging(_, created, value) {
        const next = enabledTypes(created.enabledLogTypes, value);
        if (isDeepStrictEqual(next, created.enabledLogTypes))
            throw invalidParameter("No changes needed for the logging config provided");
        created.enabledLogTypes = next;
        return { type: "LoggingUpdate", params: { ClusterLogging: value } };
    },
    accessConfig(cluster, _, { authenticationMode: next }) {
        const { authenticationMode: now } = cluster;
        // Access entries cannot be disabled, nor aws-auth enabled again.
        if (modes.indexOf(next) !== modes.indexOf(now) + 1)
            throw invalidParameter(`Unsupported authentication mode update from ${now} to ${next}`);
        cluster.authenticationMode = next;
        return { type: "AccessConfigUpdate", params: { AuthenticationMode: next } };
    },
    upgradePolicy(_, created, { supportType }) {
        created.upgradePolicy = { supportType };
        return { type: "UpgradePolicyUpdate", params: { UpgradePolicy: { supportType } } };
    },
    deletionProtection(_, created, value) {
        created.deletionProtection = value;
        return { type: "DeletionProtectionUpdate", params: { DeletionProtection: value } };
    },
};
