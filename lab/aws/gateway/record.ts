import { appendFileSync } from "node:fs";
import type { Denial } from "../permissions/denied.ts";
import type { Caller } from "./keys.ts";
import type { AwsRequest } from "./request.ts";

/** A call to AWS and what came of it. */
export interface Call {
    /** When it came, and how long its answer took, in milliseconds. */
    at: number;
    ms: number;
    service: string;
    action: string;
    region: string;
    caller: Caller;
    /** The names, ids, URLs and ARNs in the request. */
    resources: string[];
    /** The tags in the request. */
    tags: Record<string, string>;
    /** The instance types that a fleet may choose from. */
    instanceTypes?: string[];
    status: number;
    error?: string;
    /** Why the caller's policies do not allow it, where they are judged and do not. */
    denied?: Denial;
}

/** Keeps every call, in memory and as lines of JSON in a file. */
export class Recorder {
    readonly calls: Call[] = [];
    readonly file: string;

    constructor(file: string) {
        this.file = file;
    }

    add(call: Call): void {
        this.calls.push(call);
        appendFileSync(this.file, `${JSON.stringify(call)}\n`);
    }
}

const naming = /(Arn|ARN|Ids?|Names?|Url|Resources?)$|^name$/;
const notNaming = /^(RoleSessionName|ClientToken|clientRequestToken|DryRun)$/;
const apart = /^(Filters?|TagSpecifications?|Tags?)$/i;

/** What a request names, in the order in which it names it. */
export function resourcesOf({ parameters }: Pick<AwsRequest, "parameters">): string[] {
    const found = new Set<string>();
    const look = (value: unknown, name: string) => {
        if (typeof value === "string" && naming.test(name) && !notNaming.test(name)) found.add(value);
        if (Array.isArray(value)) for (const one of value) look(one, name);
        else if (typeof value === "object" && value !== null)
            for (const [key, one] of Object.entries(value)) if (!apart.test(key)) look(one, key);
    };
    look(parameters, "");
    return [...found];
}

/** The tags that a request would put on something. */
export function tagsOf({ parameters }: Pick<AwsRequest, "parameters">): Record<string, string> {
    const specified = [parameters.TagSpecification].flat().flatMap(one => one?.Tag ?? []);
    const listed = [parameters.Tag, parameters.Tags].flat().filter(tag => tag?.Key !== undefined);
    const pairs = [...specified, ...listed].map(({ Key, Value }) => [Key, Value ?? ""]);
    return { ...Object.fromEntries(pairs), ...(parameters.tags ?? {}) };
}

/** The instance types that a request for a fleet names; `undefined` where it is none. */
export function instanceTypesOf({ parameters }: Pick<AwsRequest, "parameters">): string[] | undefined {
    const overrides = [parameters.LaunchTemplateConfigs].flat().flatMap(config => config?.Overrides ?? []);
    const types = overrides.flatMap(({ InstanceType }) => InstanceType ?? []);
    return types.length ? [...new Set<string>(types)].sort() : undefined;
}
