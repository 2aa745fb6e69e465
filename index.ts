import { Provider } from "@pulumi/kubernetes/provider.js";
import { Karpenter } from "./components/index.ts";
import { resolve } from "./components/resolve.ts";
import { findAccount } from "./stack/cluster/account.ts";
import { resolveCluster } from "./stack/cluster/stack-cluster.ts";
import { withSecrets } from "./stack/secrets.ts";
import { readSettings, refuse } from "./stack/settings.ts";
import { verifyAccount, verifyFound, verifyStated } from "./stack/verify.ts";

const settings = readSettings(verifyStated);

const account = await findAccount(settings.cluster.accountId);
refuse(verifyAccount(settings, account));
const { cluster, kubeconfig, vpcId, runsOn, discovery } = await resolveCluster(settings, account);
const { kubernetes, ...groups } = withSecrets(settings);
const args = resolve({ ...groups, cluster, discovery });
refuse(await verifyFound(args, vpcId));

const provider = new Provider("kubernetes", {
    kubeconfig,
    context: kubernetes?.context,
    enableServerSideApply: true,
    // A different kubeconfig for the same cluster must not replace its objects.
    clusterIdentifier: `arn:${account.partition}:eks:${account.region}:${account.accountId}:cluster/${cluster.name}`,
});
const karpenter = new Karpenter("karpenter", args, { providers: { kubernetes: provider }, dependsOn: runsOn });

// Outputs of parts that the stack does not have are omitted.
export default {
    controllerRoleArn: karpenter.controllerRoleArn,
    controllerRoleName: karpenter.controllerRoleName,
    nodeRoleArn: karpenter.nodeRoleArn,
    nodeRoleName: karpenter.nodeRoleName,
    nodeClassNames: karpenter.nodeClassNames,
    nodePoolNames: karpenter.nodePoolNames,
    ...(args.interruption.enabled && { queueName: karpenter.queueName }),
    ...(args.install.enabled
        ? { version: karpenter.version, crdVersion: karpenter.crdVersion }
        : { helmValues: karpenter.helmValues, manifests: karpenter.manifests }),
};
