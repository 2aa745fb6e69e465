import { Addon, getAddonVersionOutput } from "@pulumi/aws/eks/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { Identity } from "../../../components/controller/controller-args.ts";
import { irsaTrust, podIdentityTrust } from "../../../components/controller/trust.ts";
import { resolve } from "../../../components/resolve.ts";
import { type AddonsConfig, SystemKind } from "../../config.ts";
import { installedAddons } from "./installed-addons.ts";
import type { NewCluster } from "./new-cluster.ts";
import { ebsCsiDriverRole } from "./roles.ts";

type AddonOptions = Omit<ConstructorParameters<typeof Addon>[1], "clusterName" | "addonName" | "addonVersion">;

/** The add-ons that run on the system nodes or on Fargate. The VPC CNI and kube-proxy come with `eks`, before the nodes. */
export function createAddons(cluster: NewCluster, system: pulumi.Resource): Addon[] {
    const { settings, create, eks } = cluster;
    const identity = resolve(settings).controller.identity;
    const installed = installedAddons(create, identity);
    const needed = [eks, system];
    // EKS installs CoreDNS itself, and the add-on takes it over. Without the add-on, no version raise would update it.
    const coredns = createAddon(
        cluster,
        "coredns",
        {
            resolveConflictsOnCreate: "OVERWRITE",
            configurationValues: create.system === SystemKind.Fargate ? '{"computeType":"Fargate"}' : undefined,
        },
        needed,
    );
    const created = [coredns];
    if (installed.includes("eks-pod-identity-agent"))
        created.push(createAddon(cluster, "eks-pod-identity-agent", {}, needed));
    if (installed.includes("aws-ebs-csi-driver")) {
        const { role, attached } = createDriverRole(cluster, identity);
        const access =
            identity === Identity.PodIdentity
                ? { podIdentityAssociations: [{ serviceAccount: driver, roleArn: role.arn }] }
                : { serviceAccountRoleArn: role.arn };
        created.push(createAddon(cluster, "aws-ebs-csi-driver", access, [...needed, ...created, ...attached]));
    }
    return created;
}

function createAddon(
    { settings, create, eks }: NewCluster,
    addonName: keyof AddonsConfig,
    options: AddonOptions,
    dependsOn: pulumi.Resource[],
): Addon {
    const { name, version } = eks.eksCluster;
    const addonVersion =
        create.addons?.[addonName]?.version ??
        getAddonVersionOutput({ addonName, kubernetesVersion: version, mostRecent: true }).version;
    const args = { clusterName: name, addonName, addonVersion, resolveConflictsOnUpdate: "OVERWRITE", ...options };
    return new Addon(addonName, { ...args, tags: settings.tags }, { dependsOn });
}

/** The service account of the EBS CSI driver in kube-system. */
const driver = "ebs-csi-controller-sa";

/** The EBS CSI driver gets its permissions as the controller does. */
function createDriverRole({ settings, create, account, eks, oidcProviderArn }: NewCluster, identity: Identity) {
    const trust =
        identity === Identity.PodIdentity
            ? eks.eksCluster.arn.apply(arn => podIdentityTrust(arn, "kube-system", driver))
            : oidcProviderArn.apply(arn => irsaTrust(arn, "kube-system", driver));
    return ebsCsiDriverRole(settings, create, account, trust);
}
