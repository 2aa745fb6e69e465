import type { ClusterArgs as OfficialArgs } from "@pulumi/eks/cluster.js";
import type { Inputs } from "@pulumi/pulumi";

const supported = [
    "accessEntries",
    "authenticationMode",
    "clusterTags",
    "deletionProtection",
    "enabledClusterLogTypes",
    "encryptionConfigKeyArn",
    "endpointPrivateAccess",
    "endpointPublicAccess",
    "ipFamily",
    "kubeProxyAddonOptions",
    "kubernetesServiceIpAddressRange",
    "name",
    "providerCredentialOpts",
    "publicAccessCidrs",
    "serviceRole",
    "subnetIds",
    "tags",
    "upgradePolicy",
    "version",
    "vpcCniOptions",
    "vpcId",
] as const satisfies (keyof OfficialArgs)[];

const required = ["authenticationMode", "serviceRole", "subnetIds", "vpcId"] as const satisfies Supported[];

/** Arguments whose other values create resources that this plugin lacks. */
const fixed: { [K in keyof OfficialArgs]: OfficialArgs[K] } = {
    createInstanceRole: false,
    createOidcProvider: false,
    skipDefaultNodeGroup: true,
    skipDefaultSecurityGroups: true,
};

const conflicts = ["resolveConflictsOnCreate", "resolveConflictsOnUpdate"];

/** The supported properties of arguments that are objects. */
const properties: { [K in Supported]?: string[] } = {
    kubeProxyAddonOptions: ["version", ...conflicts],
    vpcCniOptions: ["addonVersion", ...conflicts],
};

type Supported = (typeof supported)[number];

/** The supported arguments of `eks:index:Cluster`. */
export type ClusterArgs = Pick<OfficialArgs, Supported> & Required<Pick<OfficialArgs, (typeof required)[number]>>;

/** The inputs as arguments. Fails on unsupported ones, which would otherwise be silently ignored. */
export function clusterArgs(inputs: Inputs): ClusterArgs {
    for (const key of required) if (inputs[key] === undefined) throw new Error(`${key} is required`);
    for (const [key, value] of Object.entries(fixed))
        if (inputs[key] !== value) throw new Error(`${key}: found ${inputs[key]}, expected ${value}`);
    refuseOthers("", inputs, [...supported, ...Object.keys(fixed)]);
    for (const [key, names] of Object.entries(properties)) refuseOthers(`${key}.`, inputs[key] ?? {}, names);
    const mode = inputs.authenticationMode;
    if (mode !== "API" && mode !== "API_AND_CONFIG_MAP")
        throw new Error(`authenticationMode: found ${mode}, expected API or API_AND_CONFIG_MAP`);
    return inputs as ClusterArgs;
}

function refuseOthers(path: string, given: object, names: string[]): void {
    for (const name of Object.keys(given))
        if (!names.includes(name))
            throw new Error(`${path}${name} is not supported (lab/providers/eks/cluster-args.ts)`);
}
