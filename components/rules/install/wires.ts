import type { Values } from "../../controller/install-args.ts";
import { isMap } from "../../inputs/merge.ts";
import { plain } from "../../inputs/plain.ts";
import { below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Values that the component sets, and the arguments to use instead. */
const owned: Record<string, string> = {
    "settings.clusterName": "cluster.name",
    "settings.clusterEndpoint": "cluster.endpoint",
    "settings.interruptionQueue": "interruption.enabled and names.queue",
    "settings.enableZonalShift": "controller.zonalShift",
    "serviceAccount.create": "controller.serviceAccount",
    "serviceAccount.name": "controller.serviceAccount",
    "serviceAccount.annotations.eks.amazonaws.com/role-arn": "controller.identity",
    "podAnnotations.eks-karpenter/credentials": "controller.identity",
};

/** Maps that contain such values. Another value in place of a map would remove them. */
const wired = ["settings", "serviceAccount", "serviceAccount.annotations", "podAnnotations", "controller"];

/** Environment variables for the same values. In a container's environment, the last entry of a name wins. */
const ownedEnvironment: Record<string, string> = {
    CLUSTER_NAME: "cluster.name",
    CLUSTER_ENDPOINT: "cluster.endpoint",
    INTERRUPTION_QUEUE: "interruption.enabled and names.queue",
    ENABLE_ZONAL_SHIFT: "controller.zonalShift",
    AWS_ROLE_ARN: "controller.identity",
    AWS_WEB_IDENTITY_TOKEN_FILE: "controller.identity",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "controller.identity",
};

/** Requires maps where the component sets values. */
export const wiredMaps: Rule<Resolved> = {
    name: "wired-maps",
    verdict: "invalid",
    says: "`settings`, `serviceAccount`, `podAnnotations` and `controller` in the chart values are maps, because the component sets values in them.",
    source: "the component, helmValues",
    *find({ install: { values } }): Generator<Problem> {
        for (const key of wired) {
            const found = at(values, key);
            if (found !== undefined && !isMap(found))
                yield {
                    path: pathOf(key),
                    message:
                        "expected a map, because the component sets values in it; the map cannot be an output, its values can",
                };
        }
    },
};

/** Forbids values that the component sets. */
export const wiredValues: Rule<Resolved> = {
    name: "wired-values",
    verdict: "invalid",
    says: "Chart values and the controller's environment do not set what the component sets: the cluster, the queue, zonal shift, the service account and its access to the controller's role.",
    source: "the component, helmValues",
    *find({ install: { values } }): Generator<Problem> {
        for (const [key, instead] of Object.entries(owned))
            if (at(values, key) !== undefined) yield refused(key, instead);
        const environment = plain<unknown>(plain<Values>(values.controller)?.env);
        if (!Array.isArray(environment)) return;
        for (const [index, each] of environment.entries()) {
            const instead = environmentOf(isMap(each) ? plain(each.name) : undefined);
            if (instead) yield refused(`controller.env[${index}]`, instead);
        }
    },
};

const refused = (key: string, instead: string): Problem => ({
    path: pathOf(key),
    message: `the component sets this value; set ${instead} instead`,
});

const environmentOf = (name: unknown): string | undefined =>
    typeof name === "string" && Object.hasOwn(ownedEnvironment, name) ? ownedEnvironment[name] : undefined;

/** A value's path from the arguments' root. */
function pathOf(key: string): string {
    const [, map, annotation] = /^(.*[aA]nnotations)\.(.+)$/.exec(key) ?? [];
    return annotation === undefined ? `install.values.${key}` : below(`install.values.${map}`, annotation);
}

/** The value at a path. The last key may contain dots, for example the key of an annotation. */
function at(values: Values, path: string): unknown {
    const [first = "", ...rest] = path.split(".");
    if (rest.length === 0 || Object.hasOwn(values, path)) return values[path];
    const inner = plain<Values>(values[first]);
    return typeof inner === "object" && !Array.isArray(inner) ? at(inner, rest.join(".")) : undefined;
}
