import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { createAccessEntries, createAwsAuth } from "./access.ts";
import { createKubeProxy, VpcCniAddon } from "./addons.ts";
import type { ClusterArgs } from "./cluster-args.ts";
import { createControlPlane, encryptionConfigOf } from "./control-plane.ts";
import { kubeconfigOf } from "./kubeconfig.ts";

/** The component `eks:index:Cluster`: a control plane with access for its administrators, kube-proxy and the VPC CNI. */
export class Cluster extends pulumi.ComponentResource {
    /** The outputs that @pulumi/eks's SDK declares. */
    readonly outputs: pulumi.Inputs;

    constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks:index:Cluster", name, args, opts);
        const cluster = createControlPlane(`${name}-eksCluster`, args, this);
        createKubeProxy(`${name}-kube-proxy`, args, cluster, this);
        const credentials = pulumi.output(args.providerCredentialOpts ?? {});
        const provider = new Provider(
            `${name}-eks-k8s`,
            { kubeconfig: kubeconfigOf(cluster, credentials).apply(config => JSON.stringify(config)) },
            { parent: this },
        );
        const awsAuth =
            args.authenticationMode === "API_AND_CONFIG_MAP"
                ? createAwsAuth(`${name}-nodeAccess`, provider, this)
                : undefined;
        const accessEntries = createAccessEntries(name, args, cluster, this);
        const vpcCni = new VpcCniAddon(`${name}-vpc-cni`, args, cluster, {
            parent: this,
            dependsOn: [...accessEntries, ...(awsAuth ? [awsAuth] : [])],
            providers: { kubernetes: provider },
        });

        // Without the profile, which other users of the kubeconfig may not have.
        const kubeconfig = kubeconfigOf(
            cluster,
            credentials.apply(({ roleArn }) => ({ roleArn })),
        );
        const { clusterSecurityGroupId } = cluster.vpcConfig;
        const issuer = cluster.identities.apply(identities => identities?.[0]?.oidcs?.[0]?.issuer ?? "");
        this.outputs = {
            eksCluster: cluster,
            kubeconfig,
            kubeconfigJson: pulumi.jsonStringify(kubeconfig),
            clusterSecurityGroupId,
            nodeSecurityGroupId: clusterSecurityGroupId,
            oidcProviderUrl: issuer,
            oidcIssuer: issuer.apply(url => url.replace("https://", "")),
            instanceRoles: [],
            // The SDK declares these as empty without the resources that they are of.
            ...Object.fromEntries(absent.map(key => [key, ""])),
            core: {
                cluster,
                provider,
                vpcCni,
                eksNodeAccess: awsAuth,
                clusterIamRole: args.serviceRole,
                endpoint: cluster.endpoint,
                kubeconfig,
                vpcId: args.vpcId,
                subnetIds: args.subnetIds,
                tags: args.tags,
                encryptionConfig: encryptionConfigOf(args),
                accessEntries: Object.values(args.accessEntries ?? {}),
                instanceRoles: [],
                nodeGroupOptions: { version: args.version },
                storageClasses: {},
                autoModeNodeRoleName: "",
            },
        };
        this.registerOutputs(this.outputs);
    }
}

const absent = [
    "autoModeNodeRoleName",
    "clusterIngressRuleId",
    "defaultNodeGroupAsgName",
    "fargateProfileId",
    "fargateProfileStatus",
    "oidcProviderArn",
];
