import type { Properties } from "../plugin.ts";
import type { Aws } from "./aws.ts";

/** A provider function that the program calls. */
export type AwsFunction = (aws: Aws, args: Properties) => Promise<Properties>;
