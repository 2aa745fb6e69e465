import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Issuer of the cluster's service account tokens. */
export interface Issuer {
    /**
     * URL as in EKS: `https://oidc.eks.<region>.<DNS suffix>/id/<32 hex digits>`. It is never called; IAM gets the
     * keys directly.
     */
    url: string;
    /** Path of the signing key, a PEM file. */
    key: string;
}

export function createIssuer(folder: string, region: string): Issuer {
    const key = join(folder, "service-accounts.key");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return { url: `https://oidc.eks.${region}.${suffix}/id/${randomBytes(16).toString("hex").toUpperCase()}`, key };
}
