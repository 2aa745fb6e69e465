import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Objects } from "../../../stack/blockers/objects.ts";

const paths: Record<string, keyof Objects> = {
    "/apis/karpenter.sh/v1/nodepools": "nodePools",
    "/apis/karpenter.sh/v1/nodeclaims": "nodeClaims",
    "/apis/karpenter.k8s.aws/v1/ec2nodeclasses": "nodeClasses",
    "/api/v1/nodes": "nodes",
    "/api/v1/pods": "pods",
    "/api/v1/persistentvolumeclaims": "volumeClaims",
    "/apis/policy/v1/poddisruptionbudgets": "budgets",
    "/apis/storage.k8s.io/v1/volumeattachments": "attachments",
    "/apis/apps/v1/namespaces/karpenter/deployments": "deployments",
};

/** A stand-in for an API server: lists by page, and a record of what it was asked. */
export class ApiServer {
    url = "";
    readonly asked: { method: string; path: string; token: string | undefined }[] = [];
    /** What it holds. */
    objects: Partial<Objects> = {};
    /** Answers that it gives instead, by path: `*` for every one. */
    refusals: Record<string, { status: number; message: string }> = {};
    /** How many objects a page has at most. */
    page = 500;
    private readonly server: Server;

    constructor() {
        this.server = createServer(({ method = "", url = "", headers }, response) => {
            const { pathname, searchParams } = new URL(url, "http://localhost");
            this.asked.push({ method, path: pathname, token: headers.authorization });
            const [status, body] = this.answer(method, pathname, Number(searchParams.get("continue") ?? 0));
            response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        });
    }

    async start(): Promise<void> {
        await new Promise<void>(resolve => this.server.listen(0, "127.0.0.1", resolve));
        this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise(resolve => this.server.close(resolve));
    }

    private answer(method: string, path: string, from: number): [status: number, body: object] {
        const refusal = this.refusals[path] ?? this.refusals["*"];
        if (refusal) return [refusal.status, { kind: "Status", message: refusal.message }];
        if (method !== "GET") return [405, { kind: "Status", message: `${method} is not reading` }];
        const list = this.objects[paths[path]!];
        if (!list) return [404, { kind: "Status", message: "the server could not find the requested resource" }];
        const next = from + this.page;
        const metadata = next < list.length ? { continue: String(next) } : {};
        return [200, { kind: "List", metadata, items: list.slice(from, next) }];
    }
}
