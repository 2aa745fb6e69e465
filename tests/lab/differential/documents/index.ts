import type { Documents, Kind } from "./documents.ts";
import { nodeClass } from "./node-class.ts";
import { nodeOverlay } from "./node-overlay.ts";
import { nodePool } from "./node-pool.ts";

export const documents: Record<Kind, Documents> = {
    NodePool: nodePool,
    EC2NodeClass: nodeClass,
    NodeOverlay: nodeOverlay,
};
