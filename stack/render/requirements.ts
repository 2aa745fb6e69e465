/** One of a pool's requirements: what a label of its nodes must be. */
export interface Requirement {
    key: string;
    operator: string;
    values?: unknown[];
    minValues?: number;
}

const signs: Record<string, string> = { In: "", NotIn: "not", Gt: ">", Gte: ">=", Lt: "<", Lte: "<=" };

/** What the label is compared with: `c,m,r`, `not t`, `> 2`, `Exists`. */
export const condition = ({ operator, values = [] }: Requirement, comma = ","): string =>
    `${signs[operator] ?? operator} ${values.join(comma)}`.trim();

/** What a requirement is about, in short: `category` for `karpenter.k8s.aws/instance-category`. */
export const subject = ({ key }: Requirement): string => key.replace(/^.*\/(instance-)?/, "");

export const isCapacityType = ({ key }: Requirement): boolean => key === "karpenter.sh/capacity-type";
