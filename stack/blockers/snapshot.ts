import type { Objects } from "./objects.ts";

/** Context of a judgement: time, cluster, controller and stack. */
export interface Context {
    now: number;
    /** Name of the EKS cluster. */
    cluster: string;
    /** Namespace and service account of Karpenter's controller. */
    controller: { namespace: string; serviceAccount: string };
    /** Names of the node pools in the stack file. */
    pools: string[];
    /** The AWS CLI command for this cluster: `aws --region eu-west-1`. */
    aws: string;
}

/** A cluster's objects at one time, with their context. */
export interface Snapshot extends Context {
    objects: Objects;
    /** Whether the controller runs. */
    runs: boolean;
}
