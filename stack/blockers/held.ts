import type { Ending } from "./ending.ts";
import type { Finding } from "./findings.ts";

/** A NodePool or an EC2NodeClass that something holds, or what is left of one. */
export interface Held {
    title: string;
    findings: Finding[];
    endings: Ending[];
}
