import type { Properties } from "../plugin.ts";
import type { Aws } from "./aws.ts";

/** The answer to a question that the program asks of AWS. */
export type AwsFunction = (aws: Aws, args: Properties) => Promise<Properties>;
