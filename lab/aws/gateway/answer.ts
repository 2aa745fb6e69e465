import { randomUUID } from "node:crypto";
import type { AwsRequest } from "./request.ts";

/** An HTTP response, byte for byte. */
export class Answer {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string | Buffer;

    constructor(status: number, headers: Record<string, string>, body: string | Buffer) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }
}

/** An error response of AWS. */
export class AwsError extends Error {
    readonly status: number;
    readonly code: string;

    constructor(status: number, code: string, message: string) {
        super(message);
        this.status = status;
        this.code = code;
    }
}

/**
 * Encodes a result in the request's protocol. Member names are those on the wire; lists become `member` or, for EC2,
 * `item`.
 */
export function encode({ protocol, service, action }: AwsRequest, result: object): Answer {
    const requestId = randomUUID();
    if (protocol === "ec2") {
        const namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";
        return xmlAnswer(
            200,
            `<${action}Response xmlns="${namespace}"><requestId>${requestId}</requestId>${xml(result, "item")}</${action}Response>`,
        );
    }
    if (protocol === "query") {
        const body = `<${action}Result>${xml(result, "member")}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
        const namespace = `https://${service}.amazonaws.com/doc/`;
        return xmlAnswer(200, `<${action}Response xmlns="${namespace}">${body}</${action}Response>`);
    }
    return jsonAnswer(protocol, 200, {}, result);
}

/** Encodes an error in the request's protocol. */
export function encodeError({ protocol }: Pick<AwsRequest, "protocol">, { status, code, message }: AwsError): Answer {
    const error = `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>`;
    if (protocol === "ec2")
        return xmlAnswer(
            status,
            `<Response><Errors><Error>${error}</Error></Errors><RequestID>${randomUUID()}</RequestID></Response>`,
        );
    if (protocol === "query") {
        const type = status < 500 ? "Sender" : "Receiver";
        return xmlAnswer(
            status,
            `<ErrorResponse><Error><Type>${type}</Type>${error}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
        );
    }
    return jsonAnswer(protocol, status, { "x-amzn-errortype": code }, { __type: code, message });
}

/** The error code in a response of any protocol. */
export function errorCode({ status, headers, body }: Answer): string | undefined {
    if (status < 400) return undefined;
    const type = headers["x-amzn-errortype"] ?? /"__type":\s*"([^"]+)"/.exec(body.toString())?.[1];
    const code = type ?? /<Code>([^<]+)<\/Code>/.exec(body.toString())?.[1] ?? String(status);
    return code.split("#").at(-1)?.split(":")[0];
}

const xmlAnswer = (status: number, body: string) =>
    new Answer(status, { "content-type": "text/xml" }, `<?xml version="1.0" encoding="UTF-8"?>${body}`);

const jsonAnswer = (protocol: string, status: number, headers: Record<string, string>, body: object) =>
    new Answer(
        status,
        {
            "content-type": protocol === "json" ? "application/x-amz-json-1.1" : "application/json",
            "x-amzn-requestid": randomUUID(),
            ...headers,
        },
        JSON.stringify(body),
    );

/** An object as XML elements, without undefined ones. */
function xml(value: unknown, item: string): string {
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return value.map(one => `<${item}>${xml(one, item)}</${item}>`).join("");
    if (typeof value === "object" && value !== null)
        return Object.entries(value)
            .filter(([, one]) => one !== undefined)
            .map(([name, one]) => `<${name}>${xml(one, item)}</${name}>`)
            .join("");
    return escaped(String(value));
}

const escaped = (text: string) => text.replace(/[&<>]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]!);
