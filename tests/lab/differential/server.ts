import { execFile } from "node:child_process";
import { Agent, type AgentOptions, request } from "node:https";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Cluster } from "../../../lab/cluster/cluster.ts";
import { until } from "../../../lab/process/until.ts";
import type { Tools, Version } from "../../../lab/tools/tools.ts";
import type { Kind } from "./documents/documents.ts";
import type { Schema } from "./schema.ts";

/** Where the objects of a kind are. */
const resources = {
    NodePool: { group: "karpenter.sh", version: "v1", plural: "nodepools" },
    EC2NodeClass: { group: "karpenter.k8s.aws", version: "v1", plural: "ec2nodeclasses" },
    NodeOverlay: { group: "karpenter.sh", version: "v1alpha1", plural: "nodeoverlays" },
};

/** What the API server has against an object. */
export interface Refusal {
    message: string;
    causes: { field: string; reason: string; message: string }[];
}

/** The API server with the definitions of one version of Karpenter, asked over connections that stay open. */
export class Server {
    private readonly cluster: Cluster;
    private readonly tools: Tools;
    private readonly agent: Agent;

    private constructor(cluster: Cluster, tools: Tools, options: AgentOptions) {
        this.cluster = cluster;
        this.tools = tools;
        this.agent = new Agent({ ...options, keepAlive: true });
    }

    static async of(cluster: Cluster, tools: Tools): Promise<Server> {
        const options: AgentOptions = {};
        await cluster.client.applyToHTTPSOptions(options);
        return new Server(cluster, tools, options);
    }

    /** Puts the definitions of a version in the place of those that are there. */
    async define(version: Version): Promise<void> {
        const env = { ...process.env, KUBECONFIG: this.cluster.admin };
        const helm = (...args: string[]) => promisify(execFile)(this.tools.helm, args, { env });
        const served = async () =>
            (await Promise.all(kinds.map(kind => this.status(kind)))).map(status => status === 200);
        await helm("uninstall", "karpenter-crd", "--ignore-not-found", "--wait");
        await until("the definitions to be gone", async () => (await served()).every(each => !each));
        await helm("install", "karpenter-crd", this.tools.charts[version].crd);
        await until("the definitions to be served", async () => (await served()).every(Boolean));
    }

    /** What the definitions say of a kind's spec. */
    async schema(kind: Kind): Promise<Schema> {
        const { group, version, plural } = resources[kind];
        const { body } = await this.send(
            "GET",
            `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.${group}`,
        );
        const served = body.spec.versions.find(({ name }: any) => name === version);
        return served.schema.openAPIV3Schema.properties.spec;
    }

    /** What the server would say, were an object created; nothing, where it would take it. */
    async refusal(kind: Kind, manifest: object): Promise<Refusal | undefined> {
        const { status, body } = await this.send("POST", `${pathOf(kind)}?dryRun=All&fieldValidation=Strict`, manifest);
        if (status === 201) return undefined;
        if (status !== 400 && status !== 422)
            throw new Error(`the API server answered ${status}: ${JSON.stringify(body)}`);
        return { message: body.message, causes: body.details?.causes ?? [] };
    }

    close(): void {
        this.agent.destroy();
    }

    private async status(kind: Kind): Promise<number> {
        return (await this.send("GET", pathOf(kind))).status;
    }

    private send(method: string, path: string, body?: object): Promise<{ status: number; body: any }> {
        return new Promise((resolve, reject) => {
            const headers = { "Content-Type": "application/json", Accept: "application/json" };
            request(this.cluster.endpoint + path, { agent: this.agent, method, headers }, response => {
                const status = response.statusCode!;
                if (response.headers["content-type"]?.startsWith("application/json"))
                    json(response).then((body: any) => resolve({ status, body }), reject);
                else response.resume().once("end", () => resolve({ status, body: {} }));
            })
                .once("error", reject)
                .end(body && JSON.stringify(body));
        });
    }
}

const kinds = Object.keys(resources) as Kind[];

const pathOf = (kind: Kind): string => {
    const { group, version, plural } = resources[kind];
    return `/apis/${group}/${version}/${plural}`;
};
