import type { Objects } from "./objects.ts";

/** Where the objects are from, and when: what rules and commands need beside them. */
export interface Surroundings {
    now: number;
    /** The cluster's name. */
    cluster: string;
    /** Where Karpenter's controller is to be found. */
    controller: { namespace: string; serviceAccount: string };
    /** The node pools in the stack file. */
    pools: string[];
    /** How the AWS CLI is called for this cluster: `aws --region eu-west-1`. */
    aws: string;
}

/** A cluster at one moment. */
export interface Scene extends Surroundings {
    objects: Objects;
    /** Whether the controller is there to do anything. */
    runs: boolean;
}
