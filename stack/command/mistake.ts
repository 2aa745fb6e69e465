import { ResourceError, RunError } from "@pulumi/pulumi/errors.js";

/** Something the person at the terminal got wrong: its text is all they need. */
export class Mistake extends Error {}

/** What went wrong, in as few words as it can be understood from. */
export function textOf(error: unknown): string {
    if (error instanceof Mistake || RunError.isInstance(error)) return error.message;
    if (ResourceError.isInstance(error) && error.hideStack) return error.message;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
