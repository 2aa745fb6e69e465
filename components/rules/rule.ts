import type { Problem } from "../problems/problem.ts";
import type { Stack } from "./stack.ts";

/** The consequence of breaking a rule. */
export const Verdict = {
    /** AWS, Helm, the API server or the component itself refuses it. A stack can't allow it. */
    Invalid: "invalid",
    /** It is accepted, but can't work, or is a known trap. A stack can allow it, with a reason. */
    Refused: "refused",
    /** It is likely unwanted. A stack can allow it, with a reason. */
    Warning: "warning",
} as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** One rule: its name, what it says and by whose word, and the function that finds what breaks it. */
export interface Rule<Subject> {
    /** The name by which a stack allows what breaks it. It stays from release to release. */
    name: string;
    verdict: Verdict;
    /** The rule as a statement, in one sentence. */
    says: string;
    /** The source of the statement. */
    source: string;
    /** The Karpenter minors for which it holds. Defaults to all. */
    minors?: string[];
    /** The hole in upstream's own rule that it closes. */
    closes?: string;
    /** Yields each violation, with a path that begins at the subject. Pending values (outputs) violate nothing. */
    find(subject: Subject, stack: Stack): Iterable<Problem>;
}

/** The source of rules on the API's own objects. */
export const crd = (kind: string): string => `CRD of ${kind}`;
