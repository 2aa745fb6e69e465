import { Addon, type Cluster, getAddonVersionOutput } from "@pulumi/aws/eks/index.js";
import { ComponentResource, type Input, type Resource } from "@pulumi/pulumi";
import type { ClusterArgs } from "./cluster-args.ts";

/** The add-on kube-proxy. */
export function createKubeProxy(
    name: string,
    { kubeProxyAddonOptions = {}, tags }: ClusterArgs,
    cluster: Cluster,
    parent: Resource,
): Addon {
    const { version, resolveConflictsOnCreate, resolveConflictsOnUpdate } = kubeProxyAddonOptions;
    const options = { resolveConflictsOnCreate, resolveConflictsOnUpdate, tags };
    return createAddon(name, "kube-proxy", cluster, version, options, parent);
}

/** The component `eks:index:VpcCniAddon`: the add-on vpc-cni with the settings that the official component chooses. */
export class VpcCniAddon extends ComponentResource {
    readonly addon: Addon;

    constructor(name: string, { vpcCniOptions = {}, tags }: ClusterArgs, cluster: Cluster, opts: Options) {
        const { name: clusterName, version: clusterVersion } = cluster;
        super("eks:index:VpcCniAddon", name, { ...vpcCniOptions, clusterName, clusterVersion, tags }, opts);
        const { addonVersion, resolveConflictsOnCreate, resolveConflictsOnUpdate } = vpcCniOptions;
        const options = { resolveConflictsOnCreate, resolveConflictsOnUpdate, tags, configurationValues };
        this.addon = createAddon(name, "vpc-cni", cluster, addonVersion, options, this);
        this.registerOutputs({ addon: this.addon });
    }
}

type Options = ConstructorParameters<typeof ComponentResource>[3];

/** An add-on that stays in the cluster when it is deleted in EKS, in the most recent version by default. */
function createAddon(
    name: string,
    addonName: string,
    cluster: Cluster,
    version: Input<string> | undefined,
    options: Partial<ConstructorParameters<typeof Addon>[1]>,
    parent: Resource,
): Addon {
    const addonVersion =
        version ??
        getAddonVersionOutput({ addonName, kubernetesVersion: cluster.version, mostRecent: true }, { parent }).version;
    return new Addon(
        name,
        {
            clusterName: cluster.name,
            addonName,
            addonVersion,
            preserve: true,
            ...options,
            resolveConflictsOnCreate: options.resolveConflictsOnCreate ?? "OVERWRITE",
            resolveConflictsOnUpdate: options.resolveConflictsOnUpdate ?? "OVERWRITE",
        },
        { parent },
    );
}

/** The environment variables of the VPC CNI, by name: https://github.com/aws/amazon-vpc-cni-k8s#cni-configuration-variables */
const configurationValues = JSON.stringify({
    env: {
        AWS_VPC_ENI_MTU: "9001",
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "false",
        AWS_VPC_K8S_CNI_EXTERNALSNAT: "false",
        AWS_VPC_K8S_CNI_LOGLEVEL: "DEBUG",
        AWS_VPC_K8S_CNI_LOG_FILE: "/host/var/log/aws-routed-eni/ipamd.log",
        AWS_VPC_K8S_CNI_VETHPREFIX: "eni",
        AWS_VPC_K8S_PLUGIN_LOG_FILE: "/var/log/aws-routed-eni/plugin.log",
        AWS_VPC_K8S_PLUGIN_LOG_LEVEL: "DEBUG",
        ENABLE_POD_ENI: "false",
        WARM_ENI_TARGET: "1",
    },
    init: { env: { DISABLE_TCP_EARLY_DEMUX: "false" } },
});
