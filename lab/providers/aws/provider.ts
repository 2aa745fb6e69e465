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
import { Aws, type AwsConfig, gone } from "./aws.ts";
import { check } from "./check.ts";
import { checkConfig, parseConfig, refuseAccount } from "./config.ts";
import { diff } from "./diff.ts";
import { functions } from "./functions/index.ts";
import type { Kind } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import { foreseen, inputsOf, inTheFormOf } from "./state.ts";
import type { Tags } from "./tags.ts";

/** Stand-in for the official AWS provider, limited to the parts that this repository's program uses. */
export class AwsPlugin implements Plugin {
    readonly name = "aws";
    readonly version = `${sdk.version}+lab.test.plugin`;
    private readonly connect: (config: AwsConfig) => Aws;
    private configured: Aws | undefined;

    constructor(connect = (config: AwsConfig) => new Aws(config)) {
        this.connect = connect;
    }

    async checkConfig({ inputs }: { inputs: Properties }): Promise<Checked> {
        return { inputs, failures: checkConfig(inputs) };
    }

    async configure(config: Properties): Promise<void> {
        this.configured = this.connect(parseConfig(config));
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
        if (preview) return { state: this.foreseen(kind, inputs) };
        const id = await doing(`creating ${type}`, kind.create(this.aws, inputs, this.allTags(inputs)));
        try {
            await kind.ready?.(this.aws, id);
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
        return found && { ...found, inputs: inputsOf(kind.inputs, found.state, oldInputs) };
    }

    async update({ type, name, id, state, inputs, preview }: Existing & Operation): Promise<Properties> {
        const kind = kindOf({ type });
        const { changes } = diff(kind, name, state, inputs, this.aws.defaultTags);
        const changed = new Set(Object.keys(changes).map(path => path.split("[")[0]!));
        if (preview) return this.foreseen(kind, inputs, state, kind.recomputed?.(changed, inputs));
        const tags = changed.delete("tags") || changed.delete("tagsAll");
        await doing(
            `updating ${type} ${id}`,
            (async () => {
                if (changed.size) await kind.update!(this.aws, id, inputs, changed, state);
                if (tags) await this.retag(kind, id, state, this.allTags(inputs));
            })(),
        );
        const made = await this.look(kind, id, { ...withoutOmitted(kind, state), ...inputs });
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

    cancel(): void {
        this.configured?.stopped.abort(new Error("the operation was cancelled"));
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

    /** Reads a resource, with the program's tags apart from the provider's. */
    private async look(
        kind: Kind,
        id: string,
        last: Properties,
    ): Promise<{ id: string; state: Properties } | undefined> {
        const found = await kind.read(this.aws, id, last);
        if (!found) return undefined;
        const { id: official = id, tags: all, ...properties } = found;
        const state = inTheFormOf(last, kind.inputs, properties);
        if (all) {
            const { defaultTags } = this.aws;
            const own = Object.entries<string>(all).filter(([key]) => !key.startsWith("aws:"));
            state.tagsAll = Object.fromEntries(own);
            const tags = own.filter(([key, value]) => defaultTags[key] !== value || key in (last.tags ?? {}));
            if (tags.length) state.tags = Object.fromEntries(tags);
        }
        return { id: official, state };
    }

    /** The state in a preview, as far as it is known. */
    private foreseen(kind: Kind, inputs: Properties, state?: Properties, recomputed?: string[]): Properties {
        const { tags } = inputs;
        return {
            ...foreseen(kind.inputs, kind.outputs, inputs, state, recomputed),
            ...(kind.outputs.includes("region") && { region: this.aws.region }),
            ...(kind.inputs.tags && { tagsAll: tags === unknown ? unknown : this.allTags({ tags }) }),
        };
    }
}

function kindOf({ type }: { type: string }): Kind {
    const kind = kinds[type];
    if (!kind)
        throw new Error(`the program has a ${type}, which this plugin does not support (lab/providers/aws/kinds)`);
    return kind;
}

/** A state without inputs that the program may have omitted since. */
const withoutOmitted = (kind: Kind, state: Properties): Properties =>
    Object.fromEntries(
        Object.entries(state).filter(([property]) => kind.inputs[property]?.computed || !(property in kind.inputs)),
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
