import type { KarpenterArgs } from "../args.ts";
import { clusterName } from "../aws/names.ts";
import { AuthenticationMode } from "../cluster.ts";
import { Identity } from "../controller/controller-args.ts";
import { controllerOf, versionOf } from "../defaults.ts";
import { plain } from "../inputs/plain.ts";
import { atLeast } from "../karpenter/versions.ts";
import { defaultJoining, Joining } from "../nodes/joining.ts";
import { type Problem, seen, show } from "../problems/problem.ts";
import { checkKubernetes } from "./versions.ts";

/** Whether the cluster can have what is asked of it. */
export function checkCluster(args: KarpenterArgs): Problem[] {
    const { cluster } = args;
    const named = clusterName.test(cluster.name)
        ? []
        : [
              {
                  path: "cluster.name",
                  message: `found ${show(cluster.name)}, expected 1 to 100 letters, digits, - and _, the first a letter or digit`,
              },
          ];
    return [...named, ...checkVersions(args), ...checkIdentity(args), ...checkJoining(args)];
}

function checkVersions(args: KarpenterArgs): Problem[] {
    const version = plain<string>(args.cluster.version);
    if (version === undefined) return [];
    const problems = checkKubernetes(version, versionOf(args));
    return problems.length > 0 ? problems : checkFlowSchemas(args, version);
}

/** Outside `kube-system` the controller gets two FlowSchemas, whose API is there from Kubernetes 1.29 on. */
function checkFlowSchemas(args: KarpenterArgs, version: string): Problem[] {
    const { namespace } = controllerOf(args);
    if (namespace === "kube-system" || args.install?.enabled === false || atLeast(version, "1.29")) return [];
    const message = `found ${show(namespace)} on Kubernetes ${seen(version)}, which lacks FlowSchema v1; set kube-system`;
    return [{ path: "controller.namespace", message }];
}

function checkIdentity({ cluster, controller = {}, install = {} }: KarpenterArgs): Problem[] {
    const path = "controller.identity";
    if (controller.identity === Identity.PodIdentity)
        return install.fargate
            ? [{ path, message: "found PodIdentity for a controller on Fargate, where its agent can't run; set IRSA" }]
            : [];
    return cluster.oidcIssuer === undefined && cluster.oidcProviderArn === undefined
        ? [{ path, message: "IRSA needs cluster.oidcIssuer or cluster.oidcProviderArn; state one, or set PodIdentity" }]
        : [];
}

function checkJoining({ cluster, nodeRole = {} }: KarpenterArgs): Problem[] {
    const mode = cluster.authenticationMode;
    const joining = nodeRole.joining ?? defaultJoining(mode);
    const refuse = (message: string): Problem[] => [{ path: "nodeRole.joining", message }];
    if (joining === Joining.AwsAuth && mode === AuthenticationMode.API)
        return refuse("found AwsAuth, which the cluster does not read (authentication mode API); set AccessEntry");
    if (joining === Joining.AccessEntry && mode === AuthenticationMode.CONFIG_MAP)
        return refuse(
            "found AccessEntry, which the cluster does not read (authentication mode CONFIG_MAP); set AwsAuth",
        );
    if (joining === Joining.AwsAuth && cluster.kubeconfig === undefined)
        return refuse(
            "AwsAuth needs cluster.kubeconfig, to write to the cluster (in a stack, kubernetes.kubeconfig beside context)",
        );
    return [];
}
