import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../stack/settings.ts";

export type Config = { [group: string]: unknown };

/** Sets config as Pulumi hands it over: strings as they are, the rest as JSON. */
export function given(config: Config, secrets: string[] = []): void {
    const entries = Object.entries(config).map(([group, value]) => [
        `eks-karpenter:${group}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(
        Object.fromEntries([["aws:region", "us-west-2"], ...entries]),
        secrets.map(group => `eks-karpenter:${group}`),
    );
}

/** The lines of the error that a config ends in. */
export function lines(config: Config, secrets: string[] = []): string[] {
    given(config, secrets);
    try {
        readSettings();
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
        return error.message.split("\n");
    }
    return [];
}

export const cluster = { name: "dev" };
export const pool = (spec: object) => ({ cluster, nodePools: { gpu: { spec } } });
export const nested = (levels: number): string => `{"values":${'{"a":'.repeat(levels)}1${"}".repeat(levels)}}`;
