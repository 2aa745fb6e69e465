import { Identity } from "../../../components/controller/controller-args.ts";
import type { AddonsConfig, NewClusterConfig } from "../../config.ts";

/** The add-ons that a new cluster gets: those of every cluster, the controller's identity's, and those in config. */
export function installedAddons({ addons = {} }: NewClusterConfig, identity: Identity): (keyof AddonsConfig)[] {
    const installed: (keyof AddonsConfig)[] = ["vpc-cni", "kube-proxy", "coredns"];
    if (identity === Identity.PodIdentity || addons["eks-pod-identity-agent"]) installed.push("eks-pod-identity-agent");
    if (addons["aws-ebs-csi-driver"]) installed.push("aws-ebs-csi-driver");
    return installed;
}
