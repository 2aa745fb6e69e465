import * as pulumi from "@pulumi/pulumi";
import { type StackConfig, SystemKind } from "./config.ts";

/** Fills in settings that several groups share: the AWS profile, and Fargate for a new cluster's controller. */
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
