import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Credentials } from "@aws-sdk/client-sts";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { type Aws, type EksCluster, startAws } from "../../../lab/aws/aws.ts";
import { adminClient } from "../../../lab/aws/seed.ts";
import { LabFolder } from "../../../lab/process/folder.ts";
import { ensureTools } from "../../../lab/tools/tools.ts";
import { assertSufficient } from "../permissions/denials.ts";
import { Simulator } from "../permissions/simulator.ts";

/** The tools; they are made first where they are not there yet. */
export const tools = () => ensureTools(() => {});

/** An AWS of a test's own, in which roles may do what their policies allow. */
export async function startTestAws(): Promise<{ aws: Aws; stop(): Promise<void> }> {
    const folder = new LabFolder(mkdtempSync(join(tmpdir(), "lab-aws-")));
    const aws = await startAws(folder, await tools(), { authorizer: new Simulator() });
    return {
        aws,
        async stop() {
            await aws.stop();
            folder.remove();
            assertSufficient(aws);
        },
    };
}

/** The settings of an SDK client; the administrator's, unless other keys are given. */
export function client(
    aws: Aws,
    region: string,
    keys?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
) {
    const admin = adminClient(aws, region);
    return { ...admin, credentials: keys ?? admin.credentials, maxAttempts: 1 };
}

/** The keys that STS gave. */
export const keysOf = ({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials) => ({
    accessKeyId: AccessKeyId!,
    secretAccessKey: SecretAccessKey!,
    sessionToken: SessionToken!,
});

/** A cluster without a control plane, whose tokens a test signs. */
export async function testCluster(name: string, region: string, settings: Partial<EksCluster> = {}) {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "test", alg: "RS256", use: "sig" }] };
    const cluster: EksCluster = {
        name,
        region,
        version: "1.36",
        endpoint: "https://127.0.0.1:1",
        certificateAuthority: "Q0E=",
        issuer: `https://oidc.eks.${region}.amazonaws.com/id/${name.toUpperCase()}`,
        jwks,
        authenticationMode: "API_AND_CONFIG_MAP",
        vpcId: "vpc-1",
        subnetIds: ["subnet-1"],
        securityGroupId: "sg-1",
        ...settings,
    };
    const token = (
        audience: string,
        { namespace = "karpenter", serviceAccount = "karpenter", issuer = cluster.issuer, expires = "1h" } = {},
    ) =>
        new SignJWT({
            "kubernetes.io": {
                namespace,
                serviceaccount: { name: serviceAccount, uid: "1" },
                pod: { name: "karpenter-0", uid: "2" },
            },
        })
            .setProtectedHeader({ alg: "RS256", kid: "test" })
            .setIssuer(issuer)
            .setAudience(audience)
            .setSubject(`system:serviceaccount:${namespace}:${serviceAccount}`)
            .setIssuedAt()
            .setExpirationTime(expires)
            .sign(privateKey);
    return { cluster, token };
}
