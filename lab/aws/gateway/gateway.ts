import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Denial, Denied } from "../permissions/denied.ts";
import { Answer, AwsError, encode, encodeError, errorCode } from "./answer.ts";
import type { Faults } from "./faults.ts";
import type { Caller, Keys } from "./keys.ts";
import { type Call, instanceTypesOf, type Recorder, resourcesOf, tagsOf } from "./record.ts";
import { type AwsRequest, type RawRequest, understand } from "./request.ts";

/** Handles one action. Returns a result to encode in the request's protocol, or a finished response. */
export type Handler = (request: AwsRequest, caller: Caller) => Promise<object> | object;

/** Handlers by `service:Action`. */
export type Handlers = Record<string, Handler>;

export interface GatewayOptions {
    keys: Keys;
    faults: Faults;
    recorder: Recorder;
    /** Actions implemented in the gateway. */
    handlers: Handlers;
    /** Handles all other actions. */
    forward(request: AwsRequest): Promise<Answer>;
    /** Requests to paths outside of AWS. */
    others: Record<string, (request: RawRequest) => Promise<Answer>>;
    /** Throws, before any effect, if the caller is not allowed to make the request. */
    check(request: AwsRequest, caller: Caller): Promise<void>;
    /** Called after the response to each call. */
    after(call: Call): void;
}

/** The single endpoint of AWS: all clients in the lab connect to it, on loopback. */
export class Gateway {
    readonly endpoint: string;
    private readonly server: Server;

    private constructor(server: Server) {
        this.server = server;
        this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    static async start(options: GatewayOptions): Promise<Gateway> {
        const server = createServer((incoming, outgoing) => respond(options, incoming, outgoing));
        await new Promise<void>((resolve, reject) => {
            server.once("error", reject);
            server.listen(0, "127.0.0.1", resolve);
        });
        return new Gateway(server);
    }

    async stop(): Promise<void> {
        const closed = new Promise(resolve => this.server.close(resolve));
        this.server.closeAllConnections();
        await closed;
    }
}

async function respond(options: GatewayOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    const raw: RawRequest = {
        method: incoming.method ?? "GET",
        url: new URL(incoming.url ?? "/", `http://${incoming.headers.host}`),
        headers: incoming.headers,
        body: Buffer.concat(await incoming.toArray()),
        gone: gone.signal,
    };
    const { status, headers, body } = await answer(options, raw);
    outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    outgoing.end(body);
}

async function answer(options: GatewayOptions, raw: RawRequest): Promise<Answer> {
    const other = options.others[raw.url.pathname];
    if (other) return other(raw);
    const request = understand(raw);
    if (!request)
        return new Answer(403, { "content-type": "text/plain" }, "This request is signed for no AWS service.\n");
    return recorded(options, request);
}

async function recorded(options: GatewayOptions, request: AwsRequest): Promise<Answer> {
    const at = Date.now();
    let caller: Caller = { arn: "unknown", accessKeyId: request.accessKeyId };
    let answered: Answer;
    let denied: Denial | undefined;
    try {
        caller = options.keys.caller(request);
        answered = await handled(options, request, caller);
    } catch (error) {
        if (error instanceof Denied) denied = error.denial;
        answered = error instanceof Denied ? error.answer(request) : encodeError(request, awsError(error));
    }
    const { service, action, region } = request;
    const instanceTypes = instanceTypesOf(request);
    const call: Call = {
        at,
        ms: Date.now() - at,
        service,
        action,
        region,
        caller,
        resources: resourcesOf(request),
        tags: tagsOf(request),
        ...(instanceTypes && { instanceTypes }),
        status: answered.status,
        error: errorCode(answered),
        ...(denied && { denied }),
    };
    options.recorder.add(call);
    options.after(call);
    return answered;
}

async function handled(options: GatewayOptions, request: AwsRequest, caller: Caller): Promise<Answer> {
    await options.faults.meet({ ...request, caller });
    await options.check(request, caller);
    const handler = options.handlers[`${request.service}:${request.action}`];
    if (!handler && request.service === "eks")
        throw new AwsError(
            400,
            "InvalidRequestException",
            `the lab's EKS has no ${request.method} ${request.url.pathname}`,
        );
    if (!handler) return options.forward(request);
    const result = await handler(request, caller);
    return result instanceof Answer ? result : encode(request, result);
}

/** The AWS error for an error of a handler, or of moto in a handler. */
function awsError(error: unknown): AwsError {
    if (error instanceof AwsError) return error;
    const { Code, name, message, stack, $metadata } = error as ServiceError;
    if ($metadata?.httpStatusCode) return new AwsError($metadata.httpStatusCode, Code ?? name, message);
    return new AwsError(500, "InternalFailure", `the lab failed: ${stack}`);
}

/** An error of an AWS SDK. In IAM, its name is not the error code. */
type ServiceError = Error & { Code?: string; $metadata?: { httpStatusCode?: number } };
