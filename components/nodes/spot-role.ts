import * as pulumi from "@pulumi/pulumi";

/** Whether the account's role for EC2 Spot is seen to. */
export interface SpotArgs {
    /**
     * Whether to make the service-linked role `AWSServiceRoleForEC2Spot` where the account has none: without it the first spot
     * launch fails. It is the account's: it is never deleted, and an existing one is left as it is. Needs the `aws` CLI, which is run
     * with the environment's credentials. Defaults to `false`.
     */
    serviceLinkedRole?: boolean;
}

/**
 * The account's service-linked role for EC2 Spot, made if absent and never deleted.
 *
 * Not `aws.iam.ServiceLinkedRole`: that fails where the role exists, and takes it away from every other user of spot when destroyed.
 */
export class SpotServiceLinkedRole extends pulumi.dynamic.Resource {
    constructor(name: string, opts: pulumi.CustomResourceOptions) {
        super(
            spotRoleProvider,
            name,
            { service: "spot.amazonaws.com" },
            opts,
            "eks-karpenter",
            "SpotServiceLinkedRole",
        );
    }
}

export const spotRoleProvider: pulumi.dynamic.ResourceProvider<{ service: string }, { service: string }> = {
    // Nothing of it ever changes; the text of these functions, which does from release to release, is no change to show.
    async diff() {
        return { changes: false };
    },
    async create(inputs) {
        // Loaded when it runs: Pulumi keeps this function's text, and can't keep a module.
        const { execFile } = await import("node:child_process");
        const command = ["iam", "create-service-linked-role", "--aws-service-name", inputs.service];
        const failure = await new Promise<string>(resolve => {
            execFile("aws", command, (error, _stdout, stderr) => {
                if (error?.code === "ENOENT") resolve("needs the aws CLI, and there is none on PATH; install it");
                else resolve(error ? (stderr || error.message).trim().replace(/\s+/g, " ") : "");
            });
        });
        if (failure && !failure.includes("has been taken in this account"))
            throw new Error(`spot.serviceLinkedRole: ${failure}`);
        return { id: inputs.service, outs: inputs };
    },
};
