import { type Configuration, HttpMethod } from "@kubernetes/client-node";

/** A Kubernetes object of any kind. */
export interface KubernetesObject {
    apiVersion: string;
    kind: string;
    metadata: {
        name: string;
        namespace?: string;
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
        finalizers?: string[];
        resourceVersion?: string;
        managedFields?: { manager: string; operation: string; subresource?: string }[];
        [field: string]: any;
    };
    [field: string]: any;
}

/** An error response of the API server. */
export class ApiError extends Error {
    readonly code: number;
    readonly reason: string;
    readonly details: { kind?: string };

    constructor(code: number, status: { message?: string; reason?: string; details?: { kind?: string } }) {
        super(status.message ?? `the API server answered ${code}`);
        this.code = code;
        this.reason = status.reason ?? "";
        this.details = status.details ?? {};
    }
}

/** The API server does not serve this kind, such as a custom resource without its definition. */
export class NoSuchKind extends Error {}

/** Options of a write. */
export interface Writing {
    fieldManager: string;
    dryRun: boolean;
    force?: boolean;
}

/** A kind as listed by API discovery. */
interface Resource {
    name: string;
    kind: string;
    namespaced: boolean;
}

/**
 * A client for objects of any kind, on the official client's transport. It adds server-side apply with strict field
 * validation, and requests that can be aborted. Created by `KubeConfig.makeApiClient`.
 */
export class Client {
    /** Aborts pending requests. */
    signal: AbortSignal | undefined;
    private readonly configuration: Configuration;
    private readonly resources = new Map<string, Resource[]>();

    constructor(configuration: Configuration) {
        this.configuration = configuration;
    }

    /** Throws if the server is unreachable or rejects the credentials. */
    async greet(): Promise<void> {
        await this.send(HttpMethod.GET, "/version");
    }

    /** Whether a kind is namespaced; undefined if the server does not serve it. */
    async namespaced(apiVersion: string, kind: string): Promise<boolean | undefined> {
        return (await this.resource(apiVersion, kind))?.namespaced;
    }

    async get(object: KubernetesObject): Promise<KubernetesObject | undefined> {
        try {
            return await this.send(HttpMethod.GET, await this.path(object));
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }

    /** Creates an object. Fails if the name exists. */
    async create(object: KubernetesObject, { fieldManager, dryRun }: Writing): Promise<KubernetesObject> {
        const query = { fieldManager, fieldValidation: "Strict", ...(dryRun && { dryRun: "All" }) };
        return this.send(HttpMethod.POST, await this.listPath(object), query, "application/json", object);
    }

    /** Server-side apply. Fields that this manager applied before and omits now are removed. */
    async apply(object: KubernetesObject, { fieldManager, dryRun, force = false }: Writing): Promise<KubernetesObject> {
        const query = { fieldManager, fieldValidation: "Strict", force: `${force}`, ...(dryRun && { dryRun: "All" }) };
        return this.send(HttpMethod.PATCH, await this.path(object), query, "application/apply-patch+yaml", object);
    }

    async patch(object: KubernetesObject, operations: object[]): Promise<KubernetesObject> {
        return this.send(HttpMethod.PATCH, await this.path(object), {}, "application/json-patch+json", operations);
    }

    async remove(object: KubernetesObject, propagationPolicy: string): Promise<void> {
        await this.send(HttpMethod.DELETE, await this.path(object), {}, "application/json", { propagationPolicy });
    }

    /** API path of an object's kind and namespace. */
    async listPath({ apiVersion, kind, metadata: { namespace } }: KubernetesObject): Promise<string> {
        const resource = await this.resource(apiVersion, kind);
        if (!resource)
            throw new NoSuchKind(`the API server does not serve ${apiVersion} ${kind}: its definition is not there`);
        return `${root(apiVersion)}${resource.namespaced ? `/namespaces/${namespace}` : ""}/${resource.name}`;
    }

    /** A kind by discovery. A missing kind is looked up again each time. */
    private async resource(apiVersion: string, kind: string): Promise<Resource | undefined> {
        const find = () =>
            this.resources.get(apiVersion)?.find(({ name, kind: served }) => served === kind && !name.includes("/"));
        if (find()) return find();
        try {
            const { resources } = await this.send(HttpMethod.GET, root(apiVersion));
            this.resources.set(apiVersion, resources);
        } catch (error) {
            if (!isNotFound(error)) throw error;
        }
        return find();
    }

    private async path(object: KubernetesObject): Promise<string> {
        return `${await this.listPath(object)}/${object.metadata.name}`;
    }

    private async send(
        method: HttpMethod,
        path: string,
        query: Record<string, string> = {},
        contentType?: string,
        body?: object,
    ): Promise<KubernetesObject> {
        const request = this.configuration.baseServer!.makeRequestContext(path, method);
        request.setHeaderParam("Accept", "application/json");
        for (const [name, value] of Object.entries(query)) request.setQueryParam(name, value);
        if (contentType) request.setHeaderParam("Content-Type", contentType);
        if (body) request.setBody(JSON.stringify(body));
        if (this.signal) request.setSignal(this.signal);
        await this.configuration.authMethods.default?.applySecurityAuthentication(request);
        const response = await this.configuration.httpApi.send(request).toPromise();
        const answer = await response.body.text();
        if (response.httpStatusCode < 400) return JSON.parse(answer);
        throw new ApiError(response.httpStatusCode, statusIn(answer));
    }
}

const root = (apiVersion: string): string => `/${apiVersion.includes("/") ? "apis" : "api"}/${apiVersion}`;

/** Whether the object, its namespace or its kind does not exist. */
export const isNotFound = (error: unknown): boolean =>
    error instanceof NoSuchKind || (error instanceof ApiError && error.code === 404);

const statusIn = (answer: string): { message?: string } => {
    try {
        return JSON.parse(answer);
    } catch {
        return { message: answer.trim() };
    }
};
