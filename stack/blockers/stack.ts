import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../components/resolve.ts";
import type { KubernetesConfig } from "../config.ts";
import { readStack } from "../file/stack-file.ts";
import { readSettings } from "../settings.ts";

/** The stack's settings that `blockers` requires. */
export interface Stack {
    file: string;
    cluster: { name: string; endpoint?: string; certificateAuthority?: string };
    region?: string;
    kubernetes: KubernetesConfig;
    controller: { namespace: string; serviceAccount: string };
    pools: string[];
}

/** Reads a stack as the program does, without the engine. */
export function stackOf(name: string, configFile?: string): Stack {
    const stack = readStack(process.cwd(), name, configFile);
    pulumi.runtime.setAllConfig(stack.config, stack.secretKeys);
    const settings = readSettings();
    const { cluster, kubernetes = {} } = settings;
    const { controller, nodePools } = resolve(settings);
    const { namespace, serviceAccount } = controller;
    return {
        file: configFile ?? `Pulumi.${name}.yaml`,
        cluster,
        region: stack.config["aws:region"] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
        kubernetes,
        controller: { namespace, serviceAccount },
        pools: Object.keys(nodePools),
    };
}
