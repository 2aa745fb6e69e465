/** Whether a text is a Kubernetes quantity: `100m`, `64Gi`, `1e3`. The pattern is from the CRDs. */
export const isQuantity = (text: string): boolean =>
    /^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$/.test(
        text,
    );
