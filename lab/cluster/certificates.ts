import { execFileSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Paths of a certificate and its key, as PEM files. */
export interface Certificate {
    certificate: string;
    key: string;
}

/**
 * Certificate authority that the cluster's programs and clients trust. Certificates are valid for a year, longer than
 * any lab.
 */
export class Authority {
    /** Path of the authority's certificate, a PEM file. */
    readonly file: string;
    /** The authority's certificate as PEM text. */
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

    /** Issues a certificate for a server on 127.0.0.1. */
    server(name: string): Certificate {
        return this.issue(name, `/CN=${name}`, "server");
    }

    /** Issues a client certificate for a user with groups. */
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
