import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Caller, Keys } from "../gateway/keys.ts";

/** A presigned `GetCallerIdentity` request. */
export interface Presigned {
    url: URL;
    /** Headers sent with it. Only signed ones count. */
    headers: Record<string, string>;
}

/** The caller of a presigned `GetCallerIdentity`. Other requests and invalid signatures are rejected. */
export async function identify(endpoint: string, keys: Keys, presigned: Presigned): Promise<Caller> {
    const { url, headers } = presigned;
    if (url.origin !== endpoint && !/^https:\/\/sts\.([\w-]+\.)?amazonaws\.com(\.cn)?$/.test(url.origin))
        throw new Error(`the token is for ${url.origin}, not for STS`);
    checkPresigned(presigned, keys);
    const answer = await fetch(`${endpoint}/${url.search}`, { headers });
    const text = await answer.text();
    const arn = /<Arn>([^<]+)<\/Arn>/.exec(text)?.[1];
    if (!arn) throw new Error(`STS rejects this token: ${text}`);
    return { arn, accessKeyId: url.searchParams.get("X-Amz-Credential")?.split("/")[0] };
}

/**
 * Verifies a presigned `sts:GetCallerIdentity` as AWS does: its signature, which covers the header `x-k8s-aws-id`,
 * and its 15 minutes of validity. Throws with the reason.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function checkPresigned({ url, headers }: Presigned, keys: Keys, now = Date.now()): void {
    const query = url.searchParams;
    if (query.get("Action") !== "GetCallerIdentity")
        throw new Error(`a token is for GetCallerIdentity, not ${query.get("Action")}`);
    const signed = (query.get("X-Amz-SignedHeaders") ?? "").split(";");
    if (!signed.includes("x-k8s-aws-id")) throw new Error("the token does not sign the header x-k8s-aws-id");
    const date = query.get("X-Amz-Date") ?? "";
    const age = now - Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
    if (!(Math.abs(age) < 15 * 60_000))
        throw new Error(`the token was signed at ${date}, more than 15 minutes from now`);
    const [accessKeyId = "", ...scope] = (query.get("X-Amz-Credential") ?? "").split("/");
    const secret = keys.secret(accessKeyId);
    if (!secret) throw new Error(`no access key ${accessKeyId} is known`);
    const sent: Record<string, string> = { ...headers, host: url.host };
    const canonical = [
        "GET",
        url.pathname,
        canonicalQuery(query),
        ...signed.map(name => `${name}:${(sent[name] ?? "").trim()}`),
        "",
        signed.join(";"),
        sha256(""),
    ].join("\n");
    const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n");
    const key = scope.reduce((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
    const wanted = hmac(key, text);
    const given = Buffer.from(query.get("X-Amz-Signature") ?? "", "hex");
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new Error(`the token's signature is not that of ${accessKeyId} for ${signed.join(", ")} as sent`);
}

const canonicalQuery = (query: URLSearchParams): string =>
    [...query]
        .filter(([name]) => name !== "X-Amz-Signature")
        .map(pair => pair.map(escaped).join("="))
        .sort()
        .join("&");

const escaped = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
