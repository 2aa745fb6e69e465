import * as pulumi from "@pulumi/pulumi";

/** Arguments of `SpotServiceLinkedRole`. */
export interface SpotServiceLinkedRoleArgs {
    accountId: pulumi.Input<string>;
    region: pulumi.Input<string>;
    /** The profile of the AWS CLI. Defaults to the CLI's own default. */
    profile?: pulumi.Input<string>;
}

/**
 * The account's service-linked role for EC2 Spot, created if absent and never deleted.
 *
 * Unlike this, `aws.iam.ServiceLinkedRole` fails if the role exists, and deletes it on destroy for all other users in the account.
 */
export class SpotServiceLinkedRole extends pulumi.dynamic.Resource {
    constructor(name: string, args: SpotServiceLinkedRoleArgs, opts: pulumi.CustomResourceOptions) {
        const { accountId, region, profile } = args;
        super(
            spotRoleProvider,
            name,
            { service: "spot.amazonaws.com", accountId, region, profile },
            opts,
            "eks-karpenter",
            "SpotServiceLinkedRole",
        );
    }
}

interface Inputs {
    service: string;
    accountId: string;
    region: string;
    profile?: string;
}

export const spotRoleProvider: pulumi.dynamic.ResourceProvider<Inputs, Inputs> = {
    // The role never changes. The serialized functions change with each release, which must not show as a change of the resource.
    async diff() {
        return { changes: false };
    },
    async create(inputs) {
        // Imported when it runs: Pulumi serializes this function, and can't serialize a module.
        const { execFile } = await import("node:child_process");
        const { service, accountId, region, profile } = inputs;
        // The region selects the partition, also for global services.
        const common = ["--region", region, ...(profile ? ["--profile", profile] : [])];
        const aws = (...command: string[]) =>
            new Promise<{ failure?: string; text: string }>(resolve => {
                execFile("aws", [...command, ...common], (error, stdout, stderr) => {
                    const missing =
                        error?.code === "ENOENT" && "requires the AWS CLI, which is not on PATH; install it";
                    const reason = error && (missing || (stderr || error.message).trim().replace(/\s+/g, " "));
                    resolve({ text: stdout.trim(), ...(reason && { failure: reason }) });
                });
            });
        const refuse = (message: string) => new Error(`spot.serviceLinkedRole: ${message}`);
        const caller = await aws("sts", "get-caller-identity", "--query", "Account", "--output", "text");
        if (caller.failure) throw refuse(caller.failure);
        if (caller.text !== accountId)
            throw refuse(
                `the AWS CLI has credentials for account ${caller.text}, but the cluster is in ${accountId}; set spot.profile`,
            );
        const { failure } = await aws("iam", "create-service-linked-role", "--aws-service-name", service);
        if (failure && !failure.includes("has been taken in this account")) throw refuse(failure);
        return { id: inputs.service, outs: inputs };
    },
};
