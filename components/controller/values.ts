import type { Input } from "@pulumi/pulumi";
import { isMap, merge } from "../inputs/merge.ts";
import { plain } from "../inputs/plain.ts";
import { below } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { DnsPolicy, type InstallArgs, type Values } from "./install-args.ts";

/** What the component wires into the chart. */
export interface Wires {
    cluster: string;
    endpoint?: Input<string>;
    /** The real queue's name; none where interruption handling is off. */
    queueName?: Input<string>;
    serviceAccount: string;
    /** The role's ARN where the service account carries it (IRSA). */
    roleArn?: Input<string>;
    zonalShift: boolean;
}

/** What Karpenter's own guide asks for; the chart itself sets none. */
const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } };

/** Values that the component owns, and where its user states them instead. */
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

/** Maps that hold such values: what replaced one would cut every wire in it. */
const wired = ["settings", "serviceAccount", "serviceAccount.annotations", "podAnnotations", "controller"];

/** The same wires as the controller's environment, where a second entry of a name would win. */
const ownedEnvironment: Record<string, string> = {
    CLUSTER_NAME: "cluster.name",
    CLUSTER_ENDPOINT: "cluster.endpoint",
    INTERRUPTION_QUEUE: "interruption.enabled and names.queue",
    ENABLE_ZONAL_SHIFT: "controller.zonalShift",
    AWS_ROLE_ARN: "controller.identity",
    AWS_WEB_IDENTITY_TOKEN_FILE: "controller.identity",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "controller.identity",
};

/** The values of the controller's chart: the user's laid on ours. Values that we own are refused by `checkValues`. */
export function helmValues(wires: Wires, install: InstallArgs): Values {
    const { cluster, endpoint, queueName, serviceAccount, roleArn, zonalShift } = wires;
    const ours = {
        settings: {
            clusterName: cluster,
            ...(endpoint !== undefined && { clusterEndpoint: endpoint }),
            ...(queueName !== undefined && { interruptionQueue: queueName }),
            ...(zonalShift && { enableZonalShift: true }),
        },
        serviceAccount: {
            create: true,
            name: serviceAccount,
            ...(roleArn !== undefined && { annotations: { "eks.amazonaws.com/role-arn": roleArn } }),
        },
        // A pod is given its way to a role when it is made, so another way must make other pods: those there would go on with the old
        // one, until their keys end within the hour.
        podAnnotations: { "eks-karpenter/credentials": roleArn ?? "PodIdentity" },
        replicas: install.replicas ?? 2,
        dnsPolicy: install.dnsPolicy ?? (install.fargate ? DnsPolicy.Default : DnsPolicy.ClusterFirst),
        ...(install.nodeSelector && { nodeSelector: { "kubernetes.io/os": "linux", ...install.nodeSelector } }),
        // A list replaces the chart's, whose one toleration is repeated.
        ...(install.tolerations && {
            tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }, ...install.tolerations],
        }),
        controller: { resources: merge(resources, install.resources) },
    };
    return merge<Values>(ours, install.values);
}

/** The user's values that would cut a wire of ours, each by name. */
export function checkValues(values: Values): Problem[] {
    const refuse = (key: string, instead: string): Problem => ({
        path: pathOf(key),
        message: `this value is the component's own; set ${instead} instead`,
    });
    const torn = wired.flatMap(key => {
        const found = at(values, key);
        if (found === undefined || isMap(found)) return [];
        const message = "expected a map: it holds what the component wires; outputs may stand at its leaves";
        return [{ path: pathOf(key), message }];
    });
    const set = Object.entries(owned).filter(([key]) => at(values, key) !== undefined);
    const environment = plain<unknown[]>(values.controller?.env);
    const named = Array.isArray(environment)
        ? environment.map(each => (isMap(each) ? plain(each.name) : undefined))
        : [];
    return [
        ...torn,
        ...set.map(([key, instead]) => refuse(key, instead)),
        ...named
            .map((name, index) => [`controller.env[${index}]`, environmentOf(name)] as const)
            .flatMap(([key, instead]) => (instead ? [refuse(key, instead)] : [])),
    ];
}

const environmentOf = (name: unknown): string | undefined =>
    typeof name === "string" && Object.hasOwn(ownedEnvironment, name) ? ownedEnvironment[name] : undefined;

/** A value's path from the arguments' root. */
function pathOf(key: string): string {
    const [, map, annotation] = /^(.*[aA]nnotations)\.(.+)$/.exec(key) ?? [];
    return annotation === undefined ? `install.values.${key}` : below(`install.values.${map}`, annotation);
}

/** The value at a path. The last key may hold dots, as an annotation's does. */
function at(values: Values, path: string): unknown {
    const [first = "", ...rest] = path.split(".");
    if (rest.length === 0 || Object.hasOwn(values, path)) return values[path];
    const inner = plain<Values>(values[first]);
    return typeof inner === "object" && !Array.isArray(inner) ? at(inner, rest.join(".")) : undefined;
}
