import { deepEqual, equal, rejects } from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Aws } from "../../../lab/aws/aws.ts";
import { client, startTestAws, testCluster, tools } from "./aws.ts";

const region = "us-west-2";

describe("the lab's AWS", () => {
    let aws: Aws;
    let stop: () => Promise<void>;
    before(async () => {
        ({ aws, stop } = await startTestAws());
    });
    after(() => stop?.());

    it("passes to moto what it does not answer itself", async () => {
        const { Vpcs = [] } = await new EC2Client(client(aws, region)).send(new DescribeVpcsCommand({}));
        equal(Vpcs.length, 1);
    });

    it("refuses keys it did not hand out", async () => {
        const keys = { accessKeyId: "AKIANOBODY", secretAccessKey: "x" };
        await rejects(new STSClient(client(aws, region, keys)).send(new GetCallerIdentityCommand({})), {
            name: "InvalidClientTokenId",
        });
        await rejects(new EC2Client(client(aws, region, keys)).send(new DescribeVpcsCommand({})), {
            name: "AuthFailure",
        });
        await rejects(new EKSClient(client(aws, region, keys)).send(new DescribeClusterCommand({ name: "x" })), {
            name: "UnrecognizedClientException",
        });
    });

    it("knows by the CLI's own token who asks for a cluster, and for which", async () => {
        const { cluster } = await testCluster("one", region);
        aws.addCluster(cluster);
        const env = { ...aws.environment(region), PATH: process.env.PATH };
        const { stdout } = await promisify(execFile)(
            (await tools()).aws,
            ["eks", "get-token", "--cluster-name", "one", "--output", "json"],
            { env },
        );
        const token = JSON.parse(stdout).status.token;
        const url = Buffer.from(token.replace("k8s-aws-v1.", ""), "base64url").toString();
        equal((await aws.identify(url, { "x-k8s-aws-id": "one" })).arn, `arn:${"aws"}:iam::123456789012:user/admin`);
        await rejects(aws.identify(url, { "x-k8s-aws-id": "two" }), /signature/);
    });

    it("describes a cluster as it was told of it", async () => {
        const { cluster } = await testCluster("described", region);
        aws.addCluster(cluster);
        const eks = new EKSClient(client(aws, region));
        const answer = await eks.send(new DescribeClusterCommand({ name: "described" }));
        deepEqual(
            [
                answer.cluster?.endpoint,
                answer.cluster?.certificateAuthority?.data,
                answer.cluster?.identity?.oidc?.issuer,
            ],
            [cluster.endpoint, "Q0E=", cluster.issuer],
        );
    });
});
