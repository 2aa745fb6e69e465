import { appendFileSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Certificate } from "../certificates.ts";
import type { User } from "./mapping.ts";

/** Token authentication webhook for the API server. Logs every response. */
export interface Webhook {
    url: string;
    stop(): Promise<void>;
}

export interface WebhookOptions {
    certificate: Certificate;
    log: string;
    /** Authenticates a token. Its errors are logged, and the token is rejected. */
    authenticate: (token: string) => Promise<User>;
}

export async function startWebhook({ certificate, log, authenticate }: WebhookOptions): Promise<Webhook> {
    const note = (line: object) =>
        appendFileSync(log, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
    const tls = { cert: readFileSync(certificate.certificate), key: readFileSync(certificate.key) };
    const server = createServer(tls, async (request, response) => {
        const answer = (code: number, status: object) => {
            response.writeHead(code, { "content-type": "application/json" });
            response.end(JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status }));
        };
        try {
            const { spec } = (await json(request)) as { spec: { token: string } };
            const user = await authenticate(spec.token);
            note({ granted: user });
            answer(200, { authenticated: true, user });
        } catch (error) {
            // As in aws-iam-authenticator. The API server caches a 200 for two minutes and a 403 not at all, so that
            // a role can join as soon as it is mapped.
            note({ refused: (error as Error).message });
            answer(403, { authenticated: false });
        }
    });
    await new Promise<void>((listening, failed) => {
        server.once("error", failed).listen(0, "127.0.0.1", listening);
    });
    return {
        url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        async stop() {
            server.closeAllConnections();
            await new Promise(closed => server.close(closed));
        },
    };
}
