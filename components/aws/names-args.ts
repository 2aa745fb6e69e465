/** Names of AWS resources, in place of the ones derived from the cluster's name. */
export interface NamesArgs {
    /**
     * Whether the default names of roles and policies, which are unique in the account, include the region. Set this for clusters of the
     * same name in several regions. Defaults to `false`.
     */
    region?: boolean;
    /** The node role's name, at most 64 characters. Defaults to `<cluster>-nodeRole`. */
    nodeRole?: string;
    /** The controller role's name, at most 64 characters. Defaults to `<cluster>-karpenterControllerRole`. */
    controllerRole?: string;
    /** The prefix of the controller policies' names, before `-<Part>`. Defaults to `<cluster>-karpenterControllerPolicy`. */
    policies?: string;
    /** The interruption queue's name, at most 80 characters. Defaults to `<cluster>-karpenter`. */
    queue?: string;
    /** The prefix of the EventBridge rules' names, before `-<Event>`. Defaults to `<cluster>-karpenter`. */
    rules?: string;
}
