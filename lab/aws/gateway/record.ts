import { appendFileSync } from "node:fs";
import type { Denial } from "../permissions/denied.ts";
import type { Caller } from "./keys.ts";
import type { AwsRequest } from "./request.ts";

/** A call to AWS with its outcome. */
export interface Call {
    /** Time of arrival, and duration in milliseconds. */
    at: number;
    ms: number;
    service: string;
    action: string;
    region: string;
    caller: Caller;
    /** Names, ids, URLs and ARNs in the request. */
    resources: string[];
    /** Tags in the request. */
    tags: Record<string, string>;
    /** Instance types that a fleet can choose from. */
    instanceTypes?: string[];
    status: number;
    error?: string;
    /** The denial, if policies are evaluated and do not allow the call. */
    denied?: Denial;
}

/** Records all calls, in memory and as lines of JSON in a file. */
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

/** Resource identifiers in a request, in their order. */
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

/** Tags in a request. */
export function tagsOf({ parameters }: Pick<AwsRequest, "parameters">): Record<string, string> {
    const specified = [parameters.TagSpecification].flat().flatMap(one => one?.Tag ?? []);
    const listed = [parameters.Tag, parameters.Tags].flat().filter(tag => tag?.Key !== undefined);
    const pairs = [...specified, ...listed].map(({ Key, Value }) => [Key, Value ?? ""]);
    return { ...Object.fromEntries(pairs), ...(parameters.tags ?? {}) };
}

/** Instance types in a fleet request; `undefined` for other requests. */
export function instanceTypesOf({ parameters }: Pick<AwsRequest, "parameters">): string[] | undefined {
    const overrides = [parameters.LaunchTemplateConfigs].flat().flatMap(config => config?.Overrides ?? []);
    const types = overrides.flatMap(({ InstanceType }) => InstanceType ?? []);
    return types.length ? [...new Set<string>(types)].sort() : undefined;
}
