import { writeFileSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { join } from "node:path";
import type { LabFolder } from "../process/folder.ts";
import { freePorts } from "../process/ports.ts";
import { Program } from "../process/program.ts";
import { Answer, AwsError } from "./gateway/answer.ts";
import type { AwsRequest } from "./gateway/request.ts";
import { images, motoImage } from "./images/catalogue.ts";
import { accountId } from "./partition.ts";

/** moto, a server that emulates AWS. It checks no permissions; the gateway in front of it does. */
export class Moto {
    readonly endpoint: string;
    private readonly program: Program;
    private readonly agent = new Agent({ keepAlive: true });

    private constructor(program: Program, endpoint: string) {
        this.program = program;
        this.endpoint = endpoint;
    }

    /** Starts moto in a Python environment. */
    static async start(folder: LabFolder, python: string): Promise<Moto> {
        const [port] = await freePorts(1);
        const imagesFile = join(folder.folder("aws"), "images.json");
        writeFileSync(imagesFile, JSON.stringify(images.map(motoImage)));
        const program = new Program(folder, {
            name: "moto",
            command: python,
            args: ["-c", undisturbed, "-H", "127.0.0.1", "-p", String(port)],
            env: {
                MOTO_ACCOUNT_ID: accountId,
                MOTO_AMIS_PATH: imagesFile,
                MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
            },
        });
        const moto = new Moto(program, `http://127.0.0.1:${port}`);
        try {
            await program.ready(async () => (await fetch(`${moto.endpoint}/moto-api/`)).ok);
        } catch (error) {
            await moto.stop();
            throw error;
        }
        return moto;
    }

    /** Forwards a request. moto derives the account and its permissions from the access key, so it gets the root's. */
    async forward({ method, url, headers, body, service, region, action, protocol }: AwsRequest): Promise<Answer> {
        const scope = `${motoKey}/20000101/${region}/${service}/aws4_request`;
        const { authorization: _, "x-amz-security-token": __, ...others } = headers;
        const answer = await this.send(method, url.pathname + url.search, body, {
            ...others,
            authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        });
        const type = answer.headers["content-type"] ?? "";
        if (answer.status < 500 || (protocol !== "rest-json" && !type.startsWith("text/html"))) return answer;
        throw new AwsError(400, "UnsupportedOperation", `moto cannot do ${service}:${action}; see ${this.program.log}`);
    }

    private send(method: string, path: string, body: Buffer, headers: object): Promise<Answer> {
        return new Promise((resolve, reject) => {
            const outgoing = httpRequest(
                new URL(path, this.endpoint),
                { method, agent: this.agent, headers: { ...headers, "content-length": body.length } },
                async incoming => {
                    const chunks = await incoming.toArray();
                    const kept = Object.entries(incoming.headers).filter(([name]) => !hopByHop.has(name));
                    resolve(
                        new Answer(incoming.statusCode ?? 502, Object.fromEntries(kept) as any, Buffer.concat(chunks)),
                    );
                },
            );
            outgoing.on("error", reject);
            outgoing.end(body);
        });
    }

    async stop(): Promise<void> {
        this.agent.destroy();
        await this.program.stop();
    }
}

// A thread keeps the interpreter until it blocks. Otherwise, iterating over all policies fails when another thread
// creates one.
const undisturbed = "import sys; sys.setswitchinterval(3600); from moto.server import main; main()";

// The example key in AWS's documentation.
const motoKey = "AKIAIOSFODNN7EXAMPLE";

const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"]);
