import { readFileSync } from "node:fs";
import type { Cluster } from "../../../lab/cluster/cluster.ts";

/** A request that the API server answered, as its audit log has it. */
export interface Request {
    /** Milliseconds. */
    at: number;
    user: string;
    verb: string;
    /** `pods` or `pods/eviction`. */
    resource: string;
    name: string;
    code: number;
}

/** What was asked of the cluster's API server since a moment, oldest first. */
export const requestsSince = ({ auditLog }: Pick<Cluster, "auditLog">, since: number): Request[] =>
    readFileSync(auditLog, "utf8")
        .split("\n")
        .filter(Boolean)
        .map(line => requestOf(JSON.parse(line)))
        .filter(({ at }) => at >= since)
        .sort((a, b) => a.at - b.at);

const requestOf = ({ requestReceivedTimestamp, user, verb, objectRef = {}, responseStatus = {} }: any): Request => ({
    at: Date.parse(requestReceivedTimestamp),
    user: user.username,
    verb,
    resource: [objectRef.resource, objectRef.subresource].filter(Boolean).join("/"),
    name: objectRef.name ?? "",
    code: responseStatus.code ?? 0,
});
