import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface ConfigMap {
    metadata: { resourceVersion?: string; [other: string]: unknown };
    data?: { [key: string]: string };
    [other: string]: unknown;
}

/** As much of a Kubernetes API server as the config map `aws-auth` needs, on loopback. */
export class ApiServer {
    /** The config map, as somebody else sees and changes it. */
    public configMap: ConfigMap | undefined;
    /** The requests so far: method and answer. */
    public readonly log: string[] = [];
    /** Runs before each write, as somebody who is faster. */
    public beforeWrite = () => {};
    /** The message with which everything is forbidden. */
    public forbidden: string | undefined;
    private version = 0;
    private readonly server = createServer(async (request, response) => {
        const text = (await request.toArray()).join("");
        const [code, answer] = this.answer(request.method!, request.url!, text && JSON.parse(text));
        this.log.push(`${request.method} ${code}`);
        response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });

    /** The data of the config map, set as somebody else sets it. */
    public set data(data: { [key: string]: string }) {
        this.configMap = { ...this.configMap, metadata: { resourceVersion: `${++this.version}` }, data };
    }
    public get data(): { [key: string]: string } | undefined {
        return this.configMap?.data;
    }

    public async listen(port = 0): Promise<void> {
        await new Promise<void>(resolve => this.server.listen(port, "127.0.0.1", resolve));
    }
    public async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise(resolve => this.server.close(resolve));
    }

    public get kubeconfig(): string {
        const server = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
        return JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "test", cluster: { server, "insecure-skip-tls-verify": true } }],
            users: [{ name: "test", user: { token: "the-token" } }],
            contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
            "current-context": "test",
        });
    }

    private answer(method: string, url: string, body: ConfigMap): [number, unknown] {
        const status = (code: number, message: string): [number, unknown] => [code, { kind: "Status", message, code }];
        const all = "/api/v1/namespaces/kube-system/configmaps";
        if (url !== (method === "POST" ? all : `${all}/aws-auth`)) return status(404, `no such path: ${url}`);
        if (this.forbidden) return status(403, this.forbidden);
        if (method !== "GET") this.beforeWrite();
        const current = this.configMap;
        if (method === "POST" && current) return status(409, 'configmaps "aws-auth" already exists');
        if (method !== "POST" && !current) return status(404, 'configmaps "aws-auth" not found');
        if (method === "PUT" && body.metadata.resourceVersion !== current?.metadata.resourceVersion)
            return status(409, "the object has been modified; please apply your changes to the latest version");
        if (method !== "GET")
            this.configMap = { ...body, metadata: { ...body.metadata, resourceVersion: `${++this.version}` } };
        return [method === "POST" ? 201 : 200, { apiVersion: "v1", kind: "ConfigMap", ...this.configMap }];
    }
}
