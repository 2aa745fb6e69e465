import { deepEqual } from "node:assert/strict";
import type { Aws } from "../../../lab/aws/aws.ts";
import { AwsPlugin } from "../../../lab/providers/aws/provider.ts";
import type { Change, Plugin, Properties } from "../../../lab/providers/plugin.ts";

/** A resource as the engine's state has it. */
export interface Resource {
    urn: string;
    type: string;
    name: string;
    id: string;
    state: Properties;
    inputs: Properties;
}

/** Asks the plugin what the engine asks, in its order. */
export class Engine {
    readonly plugin: Plugin;

    constructor(plugin: Plugin) {
        this.plugin = plugin;
    }

    /** The plugin as the administrator, configured for a region. */
    static async start(aws: Aws, region: string, config: Properties = {}): Promise<Engine> {
        Object.assign(process.env, aws.environment(region));
        const plugin = new AwsPlugin();
        await plugin.configure({ region, ...config });
        return new Engine(plugin);
    }

    /** Takes out of the environment what `start` put into it. */
    static forget(aws: Aws, region: string): void {
        for (const name of Object.keys(aws.environment(region))) delete process.env[name];
    }

    async check(type: string, inputs: Properties, oldInputs: Properties = {}): Promise<Properties> {
        const checked = await this.plugin.check({ ...subject(type), oldInputs, inputs, seed: Buffer.from(type) });
        deepEqual(checked.failures, []);
        return checked.inputs;
    }

    async create(type: string, given: Properties): Promise<Resource> {
        const inputs = await this.check(type, given);
        const { id, state } = await this.plugin.create({ ...subject(type), inputs, timeout: 0, preview: false });
        return { ...subject(type), id: id!, state, inputs };
    }

    /** What changes when the program asks for `given`, and whether the old one goes first. */
    async diff(resource: Resource, given: Properties) {
        const inputs = await this.check(resource.type, given, resource.inputs);
        return this.plugin.diff({ ...existing(resource), inputs, ignoreChanges: [] });
    }

    async changes(resource: Resource, given: Properties): Promise<Record<string, Change>> {
        return (await this.diff(resource, given)).changes;
    }

    async update(resource: Resource, given: Properties): Promise<Resource> {
        const inputs = await this.check(resource.type, given, resource.inputs);
        const state = await this.plugin.update({ ...existing(resource), inputs, timeout: 0, preview: false });
        return { ...resource, state, inputs };
    }

    async refresh(resource: Resource): Promise<Resource | undefined> {
        const found = await this.plugin.read(existing(resource));
        return found && { ...resource, ...found };
    }

    async import(type: string, id: string): Promise<Resource | undefined> {
        const found = await this.plugin.read({ ...subject(type), id, state: {}, oldInputs: {} });
        return found && { ...subject(type), ...found };
    }

    async delete(resource: Resource): Promise<void> {
        await this.plugin.delete({ ...existing(resource), timeout: 0 });
    }
}

const subject = (type: string) => ({ urn: `urn:pulumi:test::test::${type}::thing`, type, name: "thing" });

const existing = ({ inputs, ...resource }: Resource) => ({ ...resource, oldInputs: inputs });
