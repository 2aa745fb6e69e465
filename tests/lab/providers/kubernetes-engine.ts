import { randomBytes } from "node:crypto";
import type { Difference, Plugin, Properties } from "../../../lab/providers/plugin.ts";

/** A resource as the engine has it in its state. */
interface Held {
    type: string;
    name: string;
    urn: string;
    id: string;
    inputs: Properties;
    state: Properties;
}

/** As much of the engine as it takes to bring one resource after another through its life in a plugin. */
export class Engine {
    readonly held = new Map<string, Held>();
    /** What was done, in order. */
    readonly done: string[] = [];
    private readonly plugin: Plugin;

    constructor(plugin: Plugin) {
        this.plugin = plugin;
    }

    /** What `pulumi preview` says of a resource: how it changes, or what it will be. */
    async preview(type: string, name: string, inputs: Properties): Promise<Difference | Properties> {
        const old = this.held.get(name);
        const checked = await this.check(type, name, inputs);
        if (!old)
            return (await this.plugin.create({ ...subject(type, name), inputs: checked, timeout: 0, preview: true }))
                .state;
        const difference = await this.diff(old, checked);
        if (kindOf(difference) === "update")
            await this.plugin.update({ ...existing(old), inputs: checked, timeout: 0, preview: true });
        return difference;
    }

    /** What `pulumi up` does to a resource. */
    async up(type: string, name: string, inputs: Properties): Promise<Properties> {
        const old = this.held.get(name);
        const checked = await this.check(type, name, inputs);
        if (!old) return this.create(type, name, checked);
        const difference = await this.diff(old, checked);
        if (kindOf(difference) === "same") return old.state;
        if (kindOf(difference) === "update") {
            old.state = await this.plugin.update({ ...existing(old), inputs: checked, timeout: 0, preview: false });
            old.inputs = checked;
            this.done.push(`update ${old.id}`);
            return old.state;
        }
        if (difference.deleteBeforeReplace) await this.delete(name);
        const state = await this.create(type, name, checked);
        if (!difference.deleteBeforeReplace) await this.delete(name, old);
        return state;
    }

    /** What `pulumi refresh` does; whether the resource is still there. */
    async refresh(name: string): Promise<boolean> {
        const old = this.held.get(name)!;
        const found = await this.plugin.read(existing(old));
        if (found) Object.assign(old, { inputs: found.inputs, state: found.state });
        return found !== undefined;
    }

    async delete(name: string, held = this.held.get(name)!, timeout = 0): Promise<void> {
        await this.plugin.delete({ ...existing(held), timeout });
        this.done.push(`delete ${held.id}`);
        if (this.held.get(name) === held) this.held.delete(name);
    }

    /** Does as the engine does with a resource that came up half. */
    hold(
        type: string,
        name: string,
        { id, inputs, state }: { id: string; inputs: Properties; state: Properties },
    ): void {
        this.held.set(name, { ...subject(type, name), id, inputs, state });
    }

    private async create(type: string, name: string, inputs: Properties): Promise<Properties> {
        const { id, state } = await this.plugin.create({ ...subject(type, name), inputs, timeout: 0, preview: false });
        this.hold(type, name, { id: id!, inputs, state });
        this.done.push(`create ${id}`);
        return state;
    }

    private async check(type: string, name: string, inputs: Properties): Promise<Properties> {
        const oldInputs = this.held.get(name)?.inputs ?? {};
        const checked = await this.plugin.check({ ...subject(type, name), oldInputs, inputs, seed: randomBytes(8) });
        if (checked.failures.length) throw new Error(checked.failures.map(({ reason }) => reason).join("; "));
        return checked.inputs;
    }

    private diff(held: Held, inputs: Properties): Promise<Difference> {
        return this.plugin.diff({ ...existing(held), inputs, ignoreChanges: [] });
    }
}

const subject = (type: string, name: string) => ({ type, name, urn: `urn:pulumi:test::lab::${type}::${name}` });

const existing = ({ type, name, id, inputs, state }: Held) => ({
    ...subject(type, name),
    id,
    state,
    oldInputs: inputs,
});

function kindOf({ changes }: Difference): "same" | "update" | "replace" {
    const kinds = Object.values(changes);
    return kinds.some(kind => kind.endsWith("_REPLACE")) ? "replace" : kinds.length ? "update" : "same";
}
