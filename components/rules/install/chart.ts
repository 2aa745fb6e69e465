import type { KarpenterArgs } from "../../args.ts";
import type { Problem } from "../problem.ts";
import type { Rule } from "../rule.ts";
import type { Schema } from "../structure/expected.ts";
import { problemsIn } from "../structure/structure.ts";

/** The maps of the controller's chart that have keys of their own, and those keys, in its values.yaml and templates. */
const keys: { [map: string]: string } = {
    "":
        "additionalAnnotations additionalClusterRoleRules additionalLabels affinity controller dnsConfig dnsPolicy extraVolumes " +
        "fullnameOverride global hostNetwork imagePullPolicy imagePullSecrets initContainers logErrorOutputPaths logLevel " +
        "logOutputPaths nameOverride nodeSelector podAnnotations podDisruptionBudget podLabels podSecurityContext " +
        "priorityClassName replicas revisionHistoryLimit schedulerName service serviceAccount serviceMonitor settings strategy " +
        "terminationGracePeriodSeconds tolerations topologySpreadConstraints",
    controller:
        "containerName env envFrom extraVolumeMounts healthProbe image metrics resources securityContext sidecarContainer " +
        "sidecarVolumeMounts",
    "controller.healthProbe": "port",
    "controller.image": "digest repository tag",
    "controller.metrics": "port",
    "controller.securityContext": "appArmorProfile seLinuxOptions seccompProfile",
    podDisruptionBudget: "maxUnavailable name",
    service: "annotations",
    serviceAccount: "annotations create name",
    serviceMonitor: "additionalLabels enabled endpointConfig metricRelabelings relabelings sampleLimit",
    settings:
        "amiRefreshInterval batchIdleDuration batchMaxDuration clusterCABundle clusterEndpoint clusterName " +
        "disableClusterStateObservability disableDryRun eksControlPlane enableZonalShift featureGates ignoreDRARequests " +
        "interruptionQueue isolatedVPC minValuesPolicy preferencePolicy reservedENIs subnetRefreshInterval vmMemoryOverheadPercent",
    "settings.featureGates":
        "capacityBuffer nodeOverlay nodeRepair reservedCapacity spotToSpotConsolidation staticCapacity",
};

/** What the chart of 1.15 has beside them. */
const since115: { [map: string]: string } = {
    settings: "awsFeatureGates enableDRA legacyNodeRepair securityGroupRefreshInterval",
    "settings.awsFeatureGates": "draEFA draNVIDIAGPU nodeClassCEL rebootForRepair",
    "settings.featureGates": "podDeletionCostManagement terminateFirstDrift terminateFirstRepair",
};

/** The keys of a map of the chart of a minor; `undefined` where any key may stand. */
export function keysOf(map: string, minor: string): string[] | undefined {
    const lists = [keys[map], minor === "1.14" ? undefined : since115[map]].filter(list => list !== undefined);
    return lists.length === 0 ? undefined : lists.join(" ").split(" ");
}

/** Whether the chart of a minor reads a value. */
export function isRead(path: string, minor: string): boolean {
    const [key = "", ...map] = path.split(".").reverse();
    return keysOf(map.reverse().join("."), minor)?.includes(key) ?? true;
}

function schemaOf(minor: string, map = ""): Schema {
    const own = keysOf(map, minor);
    if (own === undefined) return {};
    const properties = own.map(key => [key, schemaOf(minor, map === "" ? key : `${map}.${key}`)]);
    return { properties: Object.fromEntries(properties), additionalProperties: false };
}

/** A value is one that the chart reads. */
export const unknownChartValues: Rule<KarpenterArgs> = {
    name: "unknown-values",
    verdict: "warning",
    says: "Every value is one that the chart of the stack's minor reads: Helm passes over others without a word.",
    source: "chart karpenter of 1.14.3 and of 1.15.0, values.yaml and templates",
    find: ({ install = {} }, { minor }): Iterable<Problem> =>
        problemsIn(install.values ?? {}, schemaOf(minor), "install.values"),
};
