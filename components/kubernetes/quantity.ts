/** Whether a text is a quantity of Kubernetes: `100m`, `64Gi`, `1e3`. The pattern is the CRDs'. */
export const isQuantity = (text: string): boolean =>
    /^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$/.test(
        text,
    );
