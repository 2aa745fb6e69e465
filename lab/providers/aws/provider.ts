import sdk from "@pulumi/aws/package.json" with { type: "json" };
import {
    type Checked,
    type Difference,
    type Existing,
    NotReady,
    type Operation,
    type Plugin,
    type Properties,
    type Subject,
} from "../plugin.ts";
import { unknown } from "../unknown.ts";
import { Aws, gone } from "./aws.ts";
import { check } from "./check.ts";
import { checkConfig, parseConfig, refuseAccount } from "./config.ts";
import { diff, empty, same } from "./diff.ts";
import { functions } from "./functions/index.ts";
import type { Kind } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import type { Tags } from "./tags.ts";

/** Stand-in for the official AWS provider, limited to the parts that this repository's program uses. */
export class AwsPlugin implements Plugin {
    readonly name = "aws";
    readonly version = `${sdk.version}+lab.test.plugin`;
    private configured: Aws | undefined;

    async checkConfig({ inputs }: { inputs: Properties }): Promise<Checked> {
        return { inputs, failures: checkConfig(inputs) };
    }

    async configure(config: Properties): Promise<void> {
        this.configured = new Aws(parseConfig(config));
        await refuseAccount(this.configured, config);
    }

    async check(request: Parameters<Plugin["check"]>[0]): Promise<Checked> {
        return check(kindOf(request), request);
    }

    async diff({ type, name, state, inputs }: Parameters<Plugin["diff"]>[0]): Promise<Difference> {
        return diff(kindOf({ type }), name, state, inputs, this.aws.defaultTags);
    }

    async create({ type, inputs, preview }: Subject & Operation): Promise<{ id?: string; state: Properties }> {
        const kind = kindOf({ type });
        if (preview) return { state: { ...this.unread(kind, inputs, {}), ...this.tagged(kind, inputs) } };
        const id = await doing(`creating ${type}`, kind.create(this.aws, inputs, this.allTags(inputs)));
        try {
            const made = await this.look(kind, id, inputs);
            if (!made) throw new Error("AWS created it but does not return it");
            return made;
        } catch (error) {
            // The resource exists: the engine must record it, or it would never delete it.
            throw new NotReady(`reading ${type} ${id}: ${(error as Error).message}`, id, inputs, inputs);
        }
    }

    async read({ type, id, state, oldInputs }: Existing) {
        const kind = kindOf({ type });
        const found = await doing(`reading ${type} ${id}`, this.look(kind, id, { ...oldInputs, ...state }));
        return found && { ...found, inputs: inputsOf(kind, found.state, oldInputs) };
    }

    async update({ type, name, id, state, inputs, preview }: Existing & Operation): Promise<Properties> {
        const kind = kindOf({ type });
        if (preview) return { ...this.unread(kind, inputs, state), ...this.tagged(kind, inputs) };
        const { changes } = diff(kind, name, state, inputs, this.aws.defaultTags);
        const changed = new Set(Object.keys(changes).map(path => path.split("[")[0]!));
        const tags = changed.delete("tags") || changed.delete("tagsAll");
        await doing(
            `updating ${type} ${id}`,
            (async () => {
                if (changed.size) await kind.update!(this.aws, id, inputs, changed, state);
                if (tags) await this.retag(kind, id, state, this.allTags(inputs));
            })(),
        );
        const made = await this.look(kind, id, { ...state, ...inputs });
        if (!made) throw new Error(`updating ${type} ${id}: it is gone`);
        return made.state;
    }

    async delete({ type, id, state }: Existing): Promise<void> {
        await doing(
            `deleting ${type} ${id}`,
            kindOf({ type })
                .delete(this.aws, id, state)
                .catch(error => {
                    if (!gone(error)) throw error;
                }),
        );
    }

    async invoke(token: string, args: Properties): Promise<Properties> {
        const known = functions[token];
        if (!known)
            throw new Error(
                `the program calls ${token}, which this plugin does not support (lab/providers/aws/functions)`,
            );
        return known(this.aws, args);
    }

    private get aws(): Aws {
        if (!this.configured) throw new Error("the provider is not configured yet");
        return this.configured;
    }

    private allTags({ tags = {} }: Properties): Tags {
        return { ...this.aws.defaultTags, ...tags };
    }

    private async retag(kind: Kind, id: string, state: Properties, want: Tags): Promise<void> {
        const have: Tags = state.tagsAll ?? {};
        const put = Object.fromEntries(Object.entries(want).filter(([key, value]) => have[key] !== value));
        const remove = Object.keys(have).filter(key => !(key in want));
        await kind.tag!(this.aws, id, state, put, remove);
    }

    /** Reads a resource as the official provider does: values equal to the program's keep the program's form. */
    private async look(
        kind: Kind,
        id: string,
        last: Properties,
    ): Promise<{ id: string; state: Properties } | undefined> {
        const found = await kind.read(this.aws, id, last);
        if (!found) return undefined;
        const { id: official = id, tags: all, ...properties } = found;
        const state = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
        for (const [property, input] of Object.entries(kind.inputs))
            if (property in state && last[property] !== undefined && same(input, state[property], last[property]))
                state[property] = last[property];
        if (all) {
            const { defaultTags } = this.aws;
            const own = Object.entries<string>(all).filter(([key]) => !key.startsWith("aws:"));
            state.tagsAll = Object.fromEntries(own);
            const tags = own.filter(([key, value]) => defaultTags[key] !== value || key in (last.tags ?? {}));
            if (tags.length) state.tags = Object.fromEntries(tags);
        }
        return { id: official, state };
    }

    /** Outputs in a preview, as far as they are known. */
    private unread(kind: Kind, inputs: Properties, state: Properties): Properties {
        const outputs = [...kind.outputs, ...Object.keys(kind.inputs).filter(key => kind.inputs[key]!.computed)];
        const known = (property: string) => state[property] ?? (property === "region" ? this.aws.region : unknown);
        return { ...Object.fromEntries(outputs.map(property => [property, known(property)])), ...inputs };
    }

    private tagged(kind: Kind, { tags }: Properties): Properties {
        if (!kind.inputs.tags) return {};
        return { tagsAll: tags === unknown ? unknown : this.allTags({ tags }) };
    }
}

function kindOf({ type }: { type: string }): Kind {
    const kind = kinds[type];
    if (!kind)
        throw new Error(`the program has a ${type}, which this plugin does not support (lab/providers/aws/kinds)`);
    return kind;
}

/** Inputs that match a resource: the program's, with values that were changed elsewhere. */
const inputsOf = (kind: Kind, state: Properties, oldInputs: Properties): Properties =>
    Object.fromEntries(
        Object.entries(kind.inputs)
            .map(([property, input]) => {
                const [live, old] = [state[property], oldInputs[property]];
                if (same(input, live, old)) return [property, old];
                const untold = old === undefined && (input.computed || live === input.default);
                return [property, untold || empty(live) ? undefined : live];
            })
            .filter(([, value]) => value !== undefined),
    );

/** Adds the operation to an error. */
async function doing<T>(what: string, work: Promise<T>): Promise<T> {
    try {
        return await work;
    } catch (error) {
        const { name, message } = error as Error;
        throw new Error(`${what}: ${name === "Error" ? "" : `${name}: `}${message}`, { cause: error });
    }
}
