import { ResourceError, RunError } from "@pulumi/pulumi/errors.js";

/** A user error. It is printed as its message only, without a stack trace. */
export class Mistake extends Error {}

/** The text to print for an error: its message for user errors, otherwise its stack trace. */
export function textOf(error: unknown): string {
    if (error instanceof Mistake || RunError.isInstance(error)) return error.message;
    if (ResourceError.isInstance(error) && error.hideStack) return error.message;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
