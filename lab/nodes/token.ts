import { Sha256 } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";

/** Keys of a role session. */
export interface Keys {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
}

/** Lifetime of a token in seconds, from its signing. */
export const tokenLifetime = 15 * 60;

/**
 * A token as `aws eks get-token` creates it: a presigned `sts:GetCallerIdentity` with the cluster's name in a signed
 * header.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 */
export async function clusterToken(stsEndpoint: string, region: string, cluster: string, keys: Keys): Promise<string> {
    const { protocol, hostname, port, host } = new URL(stsEndpoint);
    const signer = new SignatureV4({ service: "sts", region, credentials: keys, sha256: Sha256 });
    const { query } = await signer.presign(
        {
            method: "GET",
            protocol,
            hostname,
            port: Number(port),
            path: "/",
            query: { Action: "GetCallerIdentity", Version: "2011-06-15" },
            headers: { host, "x-k8s-aws-id": cluster },
        },
        { expiresIn: 60 },
    );
    const url = `${protocol}//${host}/?${new URLSearchParams(query as Record<string, string>)}`;
    return `k8s-aws-v1.${Buffer.from(url).toString("base64url")}`;
}
