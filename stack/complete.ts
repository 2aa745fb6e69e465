import * as pulumi from "@pulumi/pulumi";
import { type StackConfig, SystemKind } from "./config.ts";

/** The settings, with what is said once for several groups: the AWS profile, and that a new cluster's controller runs on Fargate. */
export function complete(settings: StackConfig): StackConfig {
    const profile = new pulumi.Config("aws").get("profile");
    const fargate = settings.cluster.create?.system === SystemKind.Fargate;
    return {
        ...settings,
        kubernetes: { profile, ...settings.kubernetes },
        spot: { profile, ...settings.spot },
        install: { ...(fargate && { fargate }), ...settings.install },
    };
}
