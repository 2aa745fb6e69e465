import type { Finding } from "./findings.ts";
import type { Termination } from "./termination.ts";

/** A NodePool or EC2NodeClass whose deletion is held, or NodeClaims and Nodes left without their owner. */
export interface BlockedDeletion {
    title: string;
    findings: Finding[];
    terminations: Termination[];
}
