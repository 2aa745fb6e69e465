import type { Ending } from "./ending.ts";
import type { Finding } from "./findings.ts";

/** A NodePool or EC2NodeClass whose deletion is held, or NodeClaims and Nodes left without their owner. */
export interface Held {
    title: string;
    findings: Finding[];
    endings: Ending[];
}
