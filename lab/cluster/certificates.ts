import { execFileSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate and its key: PEM files. */
export interface Certificate {
    certificate: string;
    key: string;
}

/** The authority that the cluster's programs and clients trust. It signs for a year, which no lab lives. */
export class Authority {
    /** The authority's own certificate: a PEM file. */
    readonly file: string;
    /** The same, as PEM text. */
    readonly pem: string;
    private readonly folder: string;

    constructor(folder: string) {
        this.folder = folder;
        writeFileSync(this.path("openssl.cnf"), extensions);
        const { key, certificate } = this.files("authority");
        const subject = ["-subj", "/CN=lab", "-extensions", "authority"];
        openssl(["req", "-x509", "-new", ...this.config, "-key", key, ...subject, "-days", "365", "-out", certificate]);
        this.file = certificate;
        this.pem = readFileSync(certificate, "utf8");
    }

    /** A certificate for a server on 127.0.0.1. */
    server(name: string): Certificate {
        return this.issue(name, `/CN=${name}`, "server");
    }

    /** A certificate that the API server takes for this user in these groups. */
    client(user: string, groups: string[] = []): Certificate {
        return this.issue(
            user.replaceAll(":", "-"),
            `${groups.map(group => `/O=${group}`).join("")}/CN=${user}`,
            "client",
        );
    }

    private issue(name: string, subject: string, purpose: "server" | "client"): Certificate {
        const { key, certificate } = this.files(name);
        const request = openssl(["req", "-new", ...this.config, "-key", key, "-subj", subject]);
        const authority = ["-CA", this.file, "-CAkey", this.path("authority.key")];
        const serial = ["-set_serial", `0x${randomBytes(8).toString("hex")}`];
        const extend = ["-extfile", this.path("openssl.cnf"), "-extensions", purpose];
        openssl(["x509", "-req", ...authority, ...serial, ...extend, "-days", "365", "-out", certificate], request);
        return { key, certificate };
    }

    private files(name: string): Certificate {
        const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        const key = this.path(`${name}.key`);
        writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
        return { key, certificate: this.path(`${name}.crt`) };
    }

    private get config(): string[] {
        return ["-config", this.path("openssl.cnf")];
    }

    private path(name: string): string {
        return join(this.folder, name);
    }
}

const extensions = `
[req]
distinguished_name = subject
[subject]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[server]
subjectAltName = IP:127.0.0.1
extendedKeyUsage = serverAuth
[client]
extendedKeyUsage = clientAuth
`;

function openssl(args: string[], input?: Buffer): Buffer {
    try {
        return execFileSync("openssl", args, { input, stdio: "pipe" });
    } catch (error) {
        const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: Buffer };
        if (code === "ENOENT")
            throw new Error("openssl is not on PATH; the lab makes its certificates with it: install it");
        throw new Error(`openssl ${args.join(" ")}: ${stderr ?? error}`, { cause: error });
    }
}
