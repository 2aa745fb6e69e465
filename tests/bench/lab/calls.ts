import type { Call } from "../../../lab/aws/aws.ts";

/** How often what was called. */
export type Calls = Record<string, number>;

/**
 * Calls to AWS of the engine's plugins and of what they start, by `service:Action`: those of the administrator. Left out are the two
 * that the lab's own nodes make in that name. `sts:GetCallerIdentity` has in it those by which EKS finds out whose a token is.
 */
export const awsCalls = (calls: Call[]): Calls =>
    counted(
        calls
            .filter(({ caller }) => caller.arn.endsWith(":user/admin"))
            .map(({ service, action }) => `${service}:${action}`)
            .filter(name => !["ec2:DescribeInstances", "eks:ListPodIdentityAssociations"].includes(name)),
    );

/** A request in an API server's audit log (audit.k8s.io/v1). */
export interface Audited {
    user: { username: string };
    userAgent?: string;
    verb: string;
    requestURI: string;
    objectRef?: { resource: string };
    responseStatus?: { code: number };
}

/**
 * Calls to the API server of the same, by `verb resource`: those of the cluster's administrator. Those that find out what the server
 * has are one, `discover`. Left out is what Helm asks of objects that it has made: it does so until they are ready.
 */
export const kubernetesCalls = (log: Audited[]): Calls =>
    counted(
        log
            .filter(({ user }) => user.username === "kubernetes-admin")
            .filter(event => !isWaiting(event))
            .map(({ verb, objectRef }) => (objectRef ? `${verb} ${objectRef.resource}` : "discover")),
    );

const isWaiting = ({ userAgent, verb, objectRef, responseStatus }: Audited): boolean =>
    /^Helm/.test(userAgent ?? "") &&
    objectRef !== undefined &&
    objectRef.resource !== "secrets" &&
    ["get", "list"].includes(verb) &&
    responseStatus?.code === 200;

/** The calls that change something. */
export const changing = (calls: Calls): Calls =>
    Object.fromEntries(Object.entries(calls).filter(([name]) => !reading.test(name)));

const reading = /:(Get|List|Describe)|^(get|list|watch) |^discover$/;

export const total = (calls: Calls): number => Object.values(calls).reduce((a, b) => a + b, 0);

const counted = (names: string[]): Calls =>
    Object.fromEntries(names.sort().map((name, _, all) => [name, all.filter(other => other === name).length]));
