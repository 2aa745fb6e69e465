import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Sha256 } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AccessEntry, EksCluster } from "../../../lab/aws/aws.ts";
import type { ClusterAws } from "../../../lab/cluster/cluster.ts";
import { clusterToken } from "../../../lab/nodes/token.ts";

/** As much of AWS as a cluster asks: who signed, what the access entries are, what an instance is called. */
export interface FakeAws extends ClusterAws {
    clusters: EksCluster[];
    entries: AccessEntry[];
    /** An EKS token for a principal, signed for a cluster. */
    token(arn: string, cluster: string): Promise<string>;
    stop(): Promise<void>;
}

const region = "us-east-1";

export async function startFakeAws(): Promise<FakeAws> {
    const server = createServer((_, response) => response.end(described));
    await new Promise<void>(listening => server.listen(0, "127.0.0.1", listening));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const callers = new Map<string, string>();
    const clusters: EksCluster[] = [];
    const entries: AccessEntry[] = [];
    return {
        endpoint,
        clusters,
        entries,
        environment: () => ({ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "secret" }),
        accessEntries: () => entries,
        addCluster: cluster => {
            clusters.push(cluster);
        },
        removeCluster: name => {
            clusters.splice(
                clusters.findIndex(cluster => cluster.name === name),
                1,
            );
        },
        async identify(url, headers) {
            const { searchParams } = new URL(url);
            const accessKeyId = searchParams.get("X-Amz-Credential")!.split("/")[0]!;
            const again = await signature(endpoint, accessKeyId, headers, searchParams.get("X-Amz-Date")!);
            if (again !== searchParams.get("X-Amz-Signature")) throw new Error("SignatureDoesNotMatch");
            return { arn: callers.get(accessKeyId)!, accessKeyId };
        },
        token(arn, cluster) {
            const accessKeyId = `AKID${callers.size}`;
            callers.set(accessKeyId, arn);
            return clusterToken(endpoint, region, cluster, keys(accessKeyId));
        },
        stop: () => new Promise(closed => server.close(() => closed())),
    };
}

const keys = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: "secret", sessionToken: "session" });

/** What STS computes anew from the headers that it receives. */
async function signature(endpoint: string, accessKeyId: string, headers: Record<string, string>, date: string) {
    const { protocol, hostname, port, host } = new URL(endpoint);
    const signer = new SignatureV4({ service: "sts", region, credentials: keys(accessKeyId), sha256: Sha256 });
    const query = { Action: "GetCallerIdentity", Version: "2011-06-15" };
    const request = { method: "GET", protocol, hostname, port: Number(port), path: "/", query };
    const signed = await signer.presign(
        { ...request, headers: { host, ...headers } },
        { expiresIn: 60, signingDate: date.replace(/(....)(..)(..T..)(..)(..Z)/, "$1-$2-$3:$4:$5") },
    );
    return signed.query?.["X-Amz-Signature"];
}

export const privateDnsName = "ip-10-0-0-1.ec2.internal";

const described = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item><instancesSet><item>
<privateDnsName>${privateDnsName}</privateDnsName></item></instancesSet></item></reservationSet></DescribeInstancesResponse>`;
