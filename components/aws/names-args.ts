/** Names in AWS, where the ones made from the cluster's name won't do. */
export interface NamesArgs {
    /**
     * Whether the region goes into the names that are account-wide (roles, policies): for clusters of one name in several
     * regions. Defaults to `false`.
     */
    region?: boolean;
    /** The node role's, at most 64 characters. Defaults to `<cluster>-nodeRole`. */
    nodeRole?: string;
    /** The controller role's, at most 64 characters. Defaults to `<cluster>-karpenterControllerRole`. */
    controllerRole?: string;
    /** What the controller policies' begin with, before `-<Part>`. Defaults to `<cluster>-karpenterControllerPolicy`. */
    policies?: string;
    /** The queue's, at most 80 characters. Defaults to `<cluster>-karpenter`. */
    queue?: string;
    /** What the rules' begin with, before `-<Event>`. Defaults to `<cluster>-karpenter`. */
    rules?: string;
}
