/** The maps in the values of the controller's chart, with the keys that its values.yaml and templates define. */
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

/** The additional keys of the chart of 1.15. */
const since115: { [map: string]: string } = {
    settings: "awsFeatureGates enableDRA legacyNodeRepair securityGroupRefreshInterval",
    "settings.awsFeatureGates": "draEFA draNVIDIAGPU nodeClassCEL rebootForRepair",
    "settings.featureGates": "podDeletionCostManagement terminateFirstDrift terminateFirstRepair",
};

/** The keys of a map in the values of a minor version's chart; `undefined` if any key is allowed. */
export function keysOf(map: string, minor: string): string[] | undefined {
    const lists = [keys[map], minor === "1.14" ? undefined : since115[map]].filter(list => list !== undefined);
    return lists.length === 0 ? undefined : lists.join(" ").split(" ");
}

/** Whether a minor version's chart uses a value. */
export function isRead(path: string, minor: string): boolean {
    const [key = "", ...map] = path.split(".").reverse();
    return keysOf(map.reverse().join("."), minor)?.includes(key) ?? true;
}
