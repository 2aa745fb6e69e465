import { type Configuration, HttpMethod, type KubeConfig } from "@kubernetes/client-node";
import { Mistake } from "../command/mistake.ts";
import type { Objects } from "./objects.ts";

/** Number of objects in one response of the API server. */
const page = 500;

/** Timeout of one request, in milliseconds. */
const patience = 30_000;

/** API paths to read. Each requires the verb `list` on the last part of its path. */
const paths = (namespace: string): Record<keyof Objects, string> => ({
    nodePools: "/apis/karpenter.sh/v1/nodepools",
    nodeClaims: "/apis/karpenter.sh/v1/nodeclaims",
    nodeClasses: "/apis/karpenter.k8s.aws/v1/ec2nodeclasses",
    nodes: "/api/v1/nodes",
    pods: "/api/v1/pods",
    volumeClaims: "/api/v1/persistentvolumeclaims",
    budgets: "/apis/policy/v1/poddisruptionbudgets",
    attachments: "/apis/storage.k8s.io/v1/volumeattachments",
    deployments: `/apis/apps/v1/namespaces/${namespace}/deployments`,
});

/** Lists all objects that a judgement requires. Read-only. */
export async function readObjects(config: KubeConfig, namespace: string): Promise<Objects> {
    const lister = config.makeApiClient(Lister);
    const [first, ...others] = Object.entries(paths(namespace));
    const forbidden: string[] = [];
    const read = async ([kind, path]: [string, string]) => {
        try {
            return [kind, await lister.list(path)];
        } catch (error) {
            if (!(error instanceof Refused)) throw error;
            if (error.status === 404)
                throw new Mistake(`the cluster has no ${path}; is it the right one, with Karpenter on it?`);
            if (error.status !== 403) throw error;
            forbidden.push(error.message);
            return [kind, []];
        }
    };
    // The first request alone gets the token, so that one credential process runs, not nine.
    const answers = [await read(first!), ...(await Promise.all(others.map(read)))];
    if (forbidden.length)
        throw new Mistake(
            `missing permissions in the cluster; each of these needs the verb list:\n${forbidden.sort().join("\n")}`,
        );
    return Object.fromEntries(answers);
}

/** An API response with a status other than 200. */
class Refused extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.status = status;
    }
}

/** A client that only lists. */
class Lister {
    private readonly configuration: Configuration;

    constructor(configuration: Configuration) {
        this.configuration = configuration;
    }

    /** All objects under a path, over all pages. */
    async list(path: string): Promise<unknown[]> {
        const objects: unknown[] = [];
        let next: string | undefined;
        do {
            const { items, metadata } = await this.get(path, { limit: String(page), ...(next && { continue: next }) });
            objects.push(...items);
            next = metadata.continue;
        } while (next);
        return objects;
    }

    private async get(
        path: string,
        query: Record<string, string>,
    ): Promise<{ items: unknown[]; metadata: { continue?: string } }> {
        const { baseServer, authMethods, httpApi } = this.configuration;
        const request = baseServer.makeRequestContext(path, HttpMethod.GET);
        for (const [key, value] of Object.entries(query)) request.setQueryParam(key, value);
        request.setHeaderParam("Accept", "application/json");
        request.setSignal(AbortSignal.timeout(patience));
        await authMethods.default?.applySecurityAuthentication(request);
        const answer = await httpApi.send(request).toPromise();
        const text = await answer.body.text();
        if (answer.httpStatusCode !== 200) throw new Refused(answer.httpStatusCode, messageOf(text));
        return JSON.parse(text);
    }
}

/** The message of the API server's `Status`, or the response body if another server answered. */
function messageOf(text: string): string {
    try {
        return JSON.parse(text).message;
    } catch {
        return text.trim();
    }
}
