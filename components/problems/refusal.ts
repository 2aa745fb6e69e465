import { type Resource, ResourceError } from "@pulumi/pulumi";

/**
 * An error that ends the deployment with a message and no stack trace. The message is immutable: otherwise Pulumi's SDK prefixes it with
 * the name of each property that a rejected output passes through.
 */
export function refusal(message: string, resource: Resource): ResourceError {
    return Object.defineProperty(new ResourceError(message, resource, true), "message", {
        get: () => message,
        set() {},
    });
}
