import sdk from "@pulumi/eks/package.json" with { type: "json" };
// Registers the modules of the resources that arrive as references.
import "@pulumi/aws/iam/index.js";
import type { ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider/index.js";
import { requireAwsCli } from "./aws-cli.ts";
import { Cluster } from "./cluster.ts";
import { clusterArgs } from "./cluster-args.ts";

const title = "lab test plugin eks";

/** Stand-in for the official plugin of @pulumi/eks, limited to the component and the arguments that the program uses. */
export class EksPlugin implements Provider {
    readonly version = `${sdk.version}+lab.test.plugin`;
    readonly schema = JSON.stringify({
        name: "eks",
        version: this.version,
        displayName: title,
        description: title,
    });

    async construct(
        name: string,
        type: string,
        inputs: Inputs,
        options: ComponentResourceOptions,
    ): Promise<ConstructResult> {
        try {
            if (type !== "eks:index:Cluster") throw new Error(`${type} is not supported; eks:index:Cluster is`);
            const args = clusterArgs(inputs);
            requireAwsCli();
            const cluster = new Cluster(name, args, options);
            return { urn: cluster.urn, state: cluster.outputs };
        } catch (error) {
            throw new Error(`${title}: ${(error as Error).message}`);
        }
    }
}
