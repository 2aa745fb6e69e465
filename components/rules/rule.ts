import type { Problem } from "../problems/problem.ts";
import type { Stack } from "./stack.ts";

/** The consequence of breaking a rule. */
export const Verdict = {
    /** AWS, Helm, the API server or the component itself refuses it. A stack cannot allow it. */
    Invalid: "invalid",
    /** It is accepted, but cannot work, or is a known mistake. A stack can allow it, with a reason. */
    Refused: "refused",
    /** It is probably unintended. A stack can allow it, with a reason. */
    Warning: "warning",
} as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** A validation rule: name, verdict, statement, source, and a function that yields violations. */
export interface Rule<Subject> {
    /** The name under which a stack allows violations. Names do not change between releases. */
    name: string;
    verdict: Verdict;
    /** The rule as a statement, in one sentence. */
    says: string;
    /** The source of the statement. */
    source: string;
    /** The Karpenter minors to which the rule applies. Defaults to all. */
    minors?: string[];
    /** The gap in upstream's own validation that the rule closes. */
    closes?: string;
    /** Yields each violation, with a path that begins at the subject. Pending values (outputs) violate nothing. */
    find(subject: Subject, stack: Stack): Iterable<Problem>;
}

/** The source of rules that a CRD of Karpenter has itself. */
export const crd = (kind: string): string => `CRD of ${kind}`;
