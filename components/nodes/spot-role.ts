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
        super(provider, name, { service: "spot.amazonaws.com" }, opts, "eks-karpenter", "SpotServiceLinkedRole");
    }
}

const provider: pulumi.dynamic.ResourceProvider<{ service: string }, { service: string }> = {
    async create(inputs) {
        const { execFile } = await import("node:child_process");
        const { promisify } = await import("node:util");
        const command = ["iam", "create-service-linked-role", "--aws-service-name", inputs.service];
        try {
            await promisify(execFile)("aws", command);
        } catch (error) {
            const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
            if (code === "ENOENT")
                throw new Error("spot.serviceLinkedRole needs the aws CLI, and there is none on PATH");
            if (!stderr.includes("has been taken in this account")) throw new Error(stderr.trim() || String(error));
        }
        return { id: inputs.service, outs: inputs };
    },
};
