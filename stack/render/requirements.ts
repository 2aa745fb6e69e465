/** One of a pool's requirements: what a label of its nodes must be. */
export interface Requirement {
    key: string;
    operator: string;
    /** A secret list, or one that is not known yet, is one text. */
    values?: unknown[] | string;
    minValues?: number;
}

const signs: Record<string, string> = { In: "", NotIn: "not", Gt: ">", Gte: ">=", Lt: "<", Lte: "<=" };

/** What the label is compared with: `c,m,r`, `not t`, `> 2`, `Exists`. */
export const condition = ({ operator, values = [] }: Requirement, comma = ","): string =>
    `${signs[operator] ?? operator} ${[values].flat().join(comma)}`.trim();

/** What a requirement is about, in short: `category` for `karpenter.k8s.aws/instance-category`. */
export const subject = ({ key }: Requirement): string => key.replace(/^.*\/(instance-)?/, "");

/** Spot, on-demand or reserved. */
export const isCapacityType = ({ key }: Requirement): boolean => key === "karpenter.sh/capacity-type";
