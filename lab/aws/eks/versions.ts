/** Kubernetes versions of EKS, as records: every control plane is 1.36. */
export const versions = ["1.33", "1.34", "1.35", "1.36"];

export const defaultVersion = "1.36";
