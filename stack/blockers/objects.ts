/** Object metadata. Times are in RFC 3339. */
export interface Metadata {
    name: string;
    namespace?: string;
    generation?: number;
    /** Time of the deletion request; for pods, the end of their grace period. */
    deletionTimestamp?: string;
    deletionGracePeriodSeconds?: number;
    finalizers?: string[];
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { apiVersion: string; kind: string; name: string }[];
}

export interface Condition {
    type: string;
    status: "True" | "False" | "Unknown";
    reason?: string;
    message?: string;
    lastTransitionTime?: string;
}

/** A NodePool or EC2NodeClass; only its metadata is read. */
export interface Named {
    metadata: Metadata;
}

export interface NodeClaim extends Named {
    spec: { nodeClassRef: { name: string }; terminationGracePeriod?: string };
    status?: { providerID?: string; conditions?: Condition[] };
}

export interface Node extends Named {
    spec?: { providerID?: string };
}

export interface Toleration {
    key?: string;
    operator?: string;
    value?: string;
    effect?: string;
}

export interface Pod extends Named {
    spec: {
        nodeName?: string;
        priorityClassName?: string;
        tolerations?: Toleration[];
        volumes?: { name: string; persistentVolumeClaim?: { claimName: string }; ephemeral?: object }[];
    };
    status?: { phase?: string; startTime?: string; conditions?: Condition[] };
}

export interface Selector {
    matchLabels?: Record<string, string>;
    matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface Budget extends Named {
    spec: {
        selector?: Selector;
        minAvailable?: number | string;
        maxUnavailable?: number | string;
        unhealthyPodEvictionPolicy?: string;
    };
    status?: {
        observedGeneration?: number;
        disruptionsAllowed?: number;
        currentHealthy?: number;
        desiredHealthy?: number;
        expectedPods?: number;
        conditions?: Condition[];
    };
}

export interface Attachment extends Named {
    spec: { attacher: string; nodeName: string; source: { persistentVolumeName?: string } };
}

export interface VolumeClaim extends Named {
    spec: { volumeName?: string };
}

export interface Deployment extends Named {
    spec: { replicas?: number; template: { spec: { serviceAccountName?: string } } };
    status?: { readyReplicas?: number };
}

/** The cluster's objects that take part in node termination. */
export interface Objects {
    nodePools: Named[];
    nodeClasses: Named[];
    nodeClaims: NodeClaim[];
    nodes: Node[];
    pods: Pod[];
    budgets: Budget[];
    attachments: Attachment[];
    volumeClaims: VolumeClaim[];
    /** Deployments in the controller's namespace. */
    deployments: Deployment[];
}

/** Karpenter's finalizer on NodeClaims and Nodes. */
export const finalizer = "karpenter.sh/termination";

/** Karpenter's finalizer on EC2NodeClasses. */
export const classFinalizer = "karpenter.k8s.aws/termination";

/** `namespace/name`, or the name of a cluster-scoped object. */
export const fullName = ({ metadata: { namespace, name } }: Named): string =>
    namespace ? `${namespace}/${name}` : name;

export const conditionOf = (object: { status?: { conditions?: Condition[] } }, type: string): Condition | undefined =>
    object.status?.conditions?.find(condition => condition.type === type);

export const isTrue = (object: { status?: { conditions?: Condition[] } }, type: string): boolean =>
    conditionOf(object, type)?.status === "True";

export const isDeleted = ({ metadata }: Named): boolean => metadata.deletionTimestamp !== undefined;
