/** A node pool requirement. */
export interface Requirement {
    key: string;
    operator: string;
    /** A list that is secret or unknown as a whole is a single text. */
    values?: unknown[] | string;
    minValues?: number;
}

const signs: Record<string, string> = { In: "", NotIn: "not", Gt: ">", Gte: ">=", Lt: "<", Lte: "<=" };

/** Operator and values of a requirement: `c,m,r`, `not t`, `> 2`, `Exists`. */
export const condition = ({ operator, values = [] }: Requirement, comma = ","): string =>
    `${signs[operator] ?? operator} ${[values].flat().join(comma)}`.trim();

/** Short name of a requirement's label: `category` for `karpenter.k8s.aws/instance-category`. */
export const subject = ({ key }: Requirement): string => key.replace(/^.*\/(instance-)?/, "");

/** Whether a requirement is on the capacity type: spot, on-demand or reserved. */
export const isCapacityType = ({ key }: Requirement): boolean => key === "karpenter.sh/capacity-type";
