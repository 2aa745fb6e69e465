// Checks of a token before STS is called, as in aws-iam-authenticator: pkg/token/token.go, `Verify`.

const prefix = "k8s-aws-v1.";
const lifetime = 15 * 60_000;

/** Signed header that binds a token to a cluster. */
export const clusterHeader = "x-k8s-aws-id";

/** The presigned `GetCallerIdentity` URL in an EKS token. It must point to this STS endpoint. */
export function presignedUrl(token: string, endpoint: string, now = Date.now()): string {
    if (!token.startsWith(prefix)) throw new Error(`the token does not begin with ${prefix}`);
    const text = Buffer.from(token.slice(prefix.length), "base64url").toString();
    if (!URL.canParse(text)) throw new Error("the token holds no URL");
    const url = new URL(text);
    if (url.origin !== new URL(endpoint).origin || url.pathname !== "/" || url.username)
        throw new Error(`the token's URL leads to ${url.origin}${url.pathname}, expected ${endpoint}/`);
    checkQuery(url.searchParams, now);
    return text;
}

function checkQuery(query: URLSearchParams, now: number): void {
    const values = new Map<string, string>();
    for (const [name, value] of query) {
        const lower = name.toLowerCase();
        if (!parameters.has(lower))
            throw new Error(`the token's URL has the parameter ${name}, which STS does not need`);
        if (values.has(lower)) throw new Error(`the token's URL has the parameter ${name} twice`);
        values.set(lower, value);
    }
    if (values.get("action") !== "GetCallerIdentity")
        throw new Error(`the token's URL is signed for ${values.get("action")}, expected GetCallerIdentity`);
    if (!values.get("x-amz-signedheaders")?.toLowerCase().split(";").includes(clusterHeader))
        throw new Error(`the token's URL does not sign the header ${clusterHeader}`);
    const expires = values.get("x-amz-expires") ?? "";
    if (!/^\d+$/.test(expires) || Number(expires) > 900)
        throw new Error(`the token's X-Amz-Expires is "${expires}", expected 0 to 900 seconds`);
    const signed = instant(values.get("x-amz-date") ?? "");
    if (now > signed + lifetime)
        throw new Error(`the token was signed at ${new Date(signed).toISOString()} and has expired`);
}

function instant(date: string): number {
    const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
    if (Number.isNaN(at)) throw new Error(`the token's X-Amz-Date is "${date}", expected YYYYMMDDTHHMMSSZ`);
    return at;
}

const parameters = new Set([
    "action",
    "version",
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-expires",
    "x-amz-security-token",
    "x-amz-signature",
    "x-amz-signedheaders",
    "x-amz-user-agent",
]);
