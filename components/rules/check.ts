import type { KarpenterArgs } from "../args.ts";
import type { Findings } from "./problem.ts";
export const check = (_: KarpenterArgs): Findings => ({ problems: [], warnings: [] });
