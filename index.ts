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
    // Another way to the same cluster must not replace what is in it.
    clusterIdentifier: `arn:${account.partition}:eks:${account.region}:${account.accountId}:cluster/${cluster.name}`,
});
const karpenter = new Karpenter("karpenter", args, { providers: { kubernetes: provider }, dependsOn: runsOn });

// What a stack does not have is no output of it.
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
