import type { IncomingHttpHeaders } from "node:http";
import { eksRoute } from "../eks/routes.ts";
import { homeRegion, partitionOfArn } from "../partition.ts";

/** Protocol of a service: https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = "ec2" | "query" | "json" | "rest-json";

/** An HTTP request to AWS, unparsed. */
export interface RawRequest {
    method: string;
    url: URL;
    headers: IncomingHttpHeaders;
    body: Buffer;
    /** Aborted when the client disconnects. */
    gone: AbortSignal;
}

/** A parsed request to AWS. Its service is known from the SigV4 scope, or from its form if unsigned. */
export interface AwsRequest extends RawRequest {
    protocol: Protocol;
    service: string;
    region: string;
    action: string;
    accessKeyId?: string;
    sessionToken?: string;
    /** The request's members by their names on the wire. Lists are arrays in every protocol. */
    parameters: Record<string, any>;
}

/** Parses a request to AWS; undefined for any other request. */
export function understand(raw: RawRequest): AwsRequest | undefined {
    const query = Object.fromEntries(raw.url.searchParams);
    const form = raw.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
        ? Object.fromEntries(new URLSearchParams(raw.body.toString()))
        : {};
    const fields = { ...query, ...form };
    const scope = scopeOf(raw, query) ?? unsigned(fields);
    if (!scope) return undefined;
    const target = raw.headers["x-amz-target"];
    if (typeof target === "string") {
        const action = target.slice(target.lastIndexOf(".") + 1);
        return { ...raw, ...scope, protocol: "json", action, parameters: json(raw.body) };
    }
    if (fields.Action) {
        const protocol = scope.service === "ec2" ? "ec2" : "query";
        return { ...raw, ...scope, protocol, action: fields.Action, parameters: nested(fields) };
    }
    const route = scope.service === "eks" ? eksRoute(raw.method, raw.url.pathname) : undefined;
    const parameters = { ...lists(raw.url.searchParams), ...json(raw.body), ...route?.parameters };
    return { ...raw, ...scope, protocol: "rest-json", action: route?.action ?? raw.method, parameters };
}

type Scope = Pick<AwsRequest, "service" | "region" | "accessKeyId" | "sessionToken">;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
function scopeOf({ headers }: RawRequest, query: Record<string, string>): Scope | undefined {
    const credential = /Credential=([^,\s]+)/.exec(headers.authorization ?? "")?.[1] ?? query["X-Amz-Credential"];
    const [accessKeyId, , region, service] = credential?.split("/") ?? [];
    if (!accessKeyId || !region || !service) return undefined;
    const token = headers["x-amz-security-token"] ?? query["X-Amz-Security-Token"];
    return { accessKeyId, region, service, sessionToken: token?.toString() };
}

/** The only call without keys: it is the way to get keys. */
const unsigned = ({ Action, RoleArn = "" }: Record<string, string>): Scope | undefined =>
    Action === "AssumeRoleWithWebIdentity"
        ? { service: "sts", region: homeRegion(partitionOfArn(RoleArn)) }
        : undefined;

function json(body: Buffer): Record<string, any> {
    try {
        return body.length ? JSON.parse(body.toString()) : {};
    } catch {
        return {};
    }
}

const lists = (query: URLSearchParams): Record<string, any> =>
    Object.fromEntries([...new Set(query.keys())].map(key => [key, listed(query.getAll(key))]));

const listed = (values: string[]) => (values.length > 1 ? values : values[0]);

/** Nests flat form fields: `Filter.1.Value.2=x` and `Tags.member.1.Key=x` become objects and arrays. */
export function nested(fields: Record<string, string>): Record<string, any> {
    const root: Record<string, any> = {};
    for (const [name, value] of Object.entries(fields)) {
        const path = name.split(".").filter(part => part !== "member");
        let at = root;
        for (const part of path.slice(0, -1)) {
            at[part] ??= {};
            at = at[part];
        }
        at[path.at(-1)!] = value;
    }
    return arrays(root);
}

function arrays(value: any): any {
    if (typeof value !== "object") return value;
    const keys = Object.keys(value);
    if (keys.length > 0 && keys.every(key => /^\d+$/.test(key)))
        return keys.sort((a, b) => Number(a) - Number(b)).map(key => arrays(value[key]));
    return Object.fromEntries(keys.map(key => [key, arrays(value[key])]));
}
