import { type Configuration, HttpMethod, type KubeConfig } from "@kubernetes/client-node";
import { Mistake } from "../command/mistake.ts";
import type { Objects } from "./objects.ts";

/** How many objects the API server hands over at a time. */
const page = 500;

/** How long one answer may take, in milliseconds. */
const patience = 30_000;

/** What is read, and the permission it takes: `list` on the last part of the path. */
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

/** Everything in the cluster that a judgement takes. Only ever reads. */
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
    // One by itself: the token is got once then, and not by nine processes.
    const answers = [await read(first!), ...(await Promise.all(others.map(read)))];
    if (forbidden.length)
        throw new Mistake(
            `the cluster does not let this be read; each needs the verb list:\n${forbidden.sort().join("\n")}`,
        );
    return Object.fromEntries(answers);
}

/** An answer of the API server's that is not what was asked for. */
class Refused extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.status = status;
    }
}

/** A client that can read lists and nothing else. */
class Lister {
    private readonly configuration: Configuration;

    constructor(configuration: Configuration) {
        this.configuration = configuration;
    }

    /** All objects under a path, page by page. */
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

/** What the API server's `Status` says, or the answer itself where something else answered. */
function messageOf(text: string): string {
    try {
        return JSON.parse(text).message;
    } catch {
        return text.trim();
    }
}
