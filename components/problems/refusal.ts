import { type Resource, ResourceError } from "@pulumi/pulumi";

/**
 * An error that ends the deployment with a message for the user and no stack trace. The message stays as it is: on the way of a rejected
 * output through other resources, Pulumi's SDK puts the name of each property in front of it.
 */
export function refusal(message: string, resource: Resource): ResourceError {
    return Object.defineProperty(new ResourceError(message, resource, true), "message", {
        get: () => message,
        set() {},
    });
}
