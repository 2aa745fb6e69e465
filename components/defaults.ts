import type { KarpenterArgs } from "./args.ts";
import { namesOf } from "./aws/names.ts";
import { Identity } from "./controller/controller-args.ts";
import { plain } from "./inputs/plain.ts";
import { defaultVersion } from "./karpenter/versions.ts";
import { bareName } from "./nodes/node-policies.ts";

/** Who the controller is in the cluster, and how it gets its role. */
export function controllerOf({ controller = {} }: Pick<KarpenterArgs, "controller">) {
    const { identity = Identity.IRSA, namespace = "karpenter", serviceAccount = "karpenter" } = controller;
    return { identity, namespace, serviceAccount };
}

/** Karpenter's version. */
export const versionOf = ({ install = {} }: Pick<KarpenterArgs, "install">): string =>
    install.version ?? defaultVersion;

/** The bare name of the node role, where it is known before the deployment. */
export function nodeRoleName({ cluster, names = {}, nodeRole = {} }: KarpenterArgs): string | undefined {
    if (nodeRole.arn !== undefined) {
        const arn = plain<string>(nodeRole.arn);
        return arn === undefined ? undefined : bareName(arn);
    }
    const region = names.region ? plain<string>(cluster.region) : "";
    return region === undefined ? names.nodeRole : namesOf(cluster.name, names, region).nodeRole;
}
