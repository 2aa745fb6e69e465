import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CreateTagsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    CreateRoleCommand,
    GetRoleCommand,
    IAMClient,
    ListRolesCommand,
} from "@aws-sdk/client-iam";
import {
    CreateQueueCommand,
    GetQueueUrlCommand,
    ReceiveMessageCommand,
    SendMessageCommand,
    SQSClient,
} from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Aws } from "../../../lab/aws/aws.ts";
import { globalArn } from "../../../lab/aws/partition.ts";
import { until } from "../../../lab/process/until.ts";
import { client, startTestAws } from "./aws.ts";

const region = "us-west-2";
const admin = globalArn(region, "iam", "user/admin");

describe("the lab's AWS: the gateway", () => {
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

    it("answers many calls at once as if they came one by one", async () => {
        const iam = new IAMClient(client(aws, region));
        const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
        const trust = document({
            Effect: "Allow",
            Principal: { Service: "ec2.amazonaws.com" },
            Action: "sts:AssumeRole",
        });
        const PolicyDocument = document({ Effect: "Allow", Action: "ec2:DescribeVpcs", Resource: "*" });
        await iam.send(new CreateRoleCommand({ RoleName: "busy", AssumeRolePolicyDocument: trust }));
        const PolicyArn = globalArn(region, "iam", "policy/AmazonEKSWorkerNodePolicy").replace("123456789012", "aws");
        await Promise.all(
            Array.from({ length: 300 }, (_, index) =>
                index % 2
                    ? iam.send(new CreatePolicyCommand({ PolicyName: `busy-${index}`, PolicyDocument }))
                    : iam.send(new AttachRolePolicyCommand({ RoleName: "busy", PolicyArn })),
            ),
        );
    });

    it("refuses keys that it did not hand out, as each service says it", async () => {
        const keys = { accessKeyId: "AKIANOBODY", secretAccessKey: "x" };
        const config = client(aws, region, keys);
        const refused = (name: string) => ({ name });
        await rejects(new STSClient(config).send(new GetCallerIdentityCommand({})), refused("InvalidClientTokenId"));
        await rejects(new EC2Client(config).send(new DescribeVpcsCommand({})), refused("AuthFailure"));
        const described = new EKSClient(config).send(new DescribeClusterCommand({ name: "x" }));
        await rejects(described, refused("UnrecognizedClientException"));
    });

    it("tells an administrator of every partition who it is", async () => {
        const arns = ["us-west-2", "eu-central-1", "cn-north-1"].map(
            async place => (await new STSClient(client(aws, place)).send(new GetCallerIdentityCommand({}))).Arn,
        );
        deepEqual(await Promise.all(arns), [admin, admin, globalArn("cn-north-1", "iam", "user/admin")]);
    });

    it("records a call: who, what, on what, with which tags, and what came of it", async () => {
        const ec2 = new EC2Client(client(aws, region));
        const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
        const vpcId = Vpcs[0]!.VpcId!;
        await ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags: [{ Key: "team", Value: "a" }] }));
        const iam = new IAMClient(client(aws, region));
        await rejects(iam.send(new GetRoleCommand({ RoleName: "nobody" })), { name: "NoSuchEntityException" });
        const sqs = new SQSClient(client(aws, region));
        await sqs.send(new CreateQueueCommand({ QueueName: "recorded", tags: { team: "b" } }));
        const calls = aws.calls.slice(-3).map(({ at, ms, ...call }) => {
            ok(at > 0 && ms >= 0);
            return call;
        });
        const caller = { arn: admin, accessKeyId: aws.environment(region).AWS_ACCESS_KEY_ID };
        deepEqual(calls, [
            {
                service: "ec2",
                action: "CreateTags",
                region,
                caller,
                resources: [vpcId],
                tags: { team: "a" },
                status: 200,
                error: undefined,
            },
            {
                service: "iam",
                action: "GetRole",
                region,
                caller,
                resources: ["nobody"],
                tags: {},
                status: 404,
                error: "NoSuchEntity",
            },
            {
                service: "sqs",
                action: "CreateQueue",
                region,
                caller,
                resources: ["recorded"],
                tags: { team: "b" },
                status: 200,
                error: undefined,
            },
        ]);
        const lines = readFileSync(aws.recordFile, "utf8").trim().split("\n");
        deepEqual(
            lines.map(line => JSON.parse(line)),
            JSON.parse(JSON.stringify(aws.calls)),
        );
    });

    it("gives queues URLs that lead through it", async () => {
        const sqs = new SQSClient(client(aws, region));
        await sqs.send(new CreateQueueCommand({ QueueName: "here" }));
        const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "here" }));
        equal(QueueUrl, `${aws.endpoint}/123456789012/here`);
    });

    it("fails calls by rule, as often as the rule says, in the service's own protocol", async () => {
        const ec2 = new EC2Client(client(aws, region));
        const iam = new IAMClient(client(aws, region));
        const ssm = new SSMClient(client(aws, region));
        const fail = { status: 400, code: "Broken", message: "on purpose" };
        const removers = [
            aws.fault({ service: "ec2", action: "Describe*", times: 2, fail }),
            aws.fault({ service: "iam", caller: "user/admin", fail }),
            aws.fault({ service: "ssm", action: "GetParameter", fail }),
            aws.fault({ action: "ListRoles", caller: "nobody", fail }),
        ];
        const broken = { name: "Broken", message: /on purpose/ };
        await rejects(ec2.send(new DescribeVpcsCommand({})), broken);
        await rejects(ec2.send(new DescribeVpcsCommand({})), broken);
        await ec2.send(new DescribeVpcsCommand({}));
        await rejects(iam.send(new ListRolesCommand({})), broken);
        await rejects(ssm.send(new GetParameterCommand({ Name: "x" })), broken);
        for (const remove of removers) remove();
        await iam.send(new ListRolesCommand({}));
    });

    it("says that a service is asked too often in the service's words", async () => {
        const remove = aws.fault({ throttle: true });
        const throttled = (name: string) => ({ name });
        const config = client(aws, region);
        await rejects(new EC2Client(config).send(new DescribeVpcsCommand({})), throttled("RequestLimitExceeded"));
        await rejects(new IAMClient(config).send(new ListRolesCommand({})), throttled("Throttling"));
        const described = new EKSClient(config).send(new DescribeClusterCommand({ name: "x" }));
        await rejects(described, throttled("ThrottlingException"));
        remove();
    });

    it("delays calls by rule", async () => {
        const remove = aws.fault({ service: "ec2", delay: 300 });
        await new EC2Client(client(aws, region)).send(new DescribeVpcsCommand({}));
        remove();
        ok(aws.calls.at(-1)!.ms >= 300);
    });

    it("waits for messages as long as asked, and takes none for a client that has gone", async () => {
        const sqs = new SQSClient(client(aws, region));
        const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "waiting" }));
        const receive = (signal?: AbortSignal) =>
            sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: signal });
        const leaving = new AbortController();
        const left = rejects(receive(leaving.signal), { name: "AbortError" });
        setTimeout(() => leaving.abort(), 300);
        await left;
        await until("the abandoned call to end", () => aws.calls.at(-1)?.action === "ReceiveMessage");
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
        equal((await receive()).Messages?.[0]?.Body, "one");
        const waited = receive();
        setTimeout(() => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "two" })), 300);
        equal((await waited).Messages?.[0]?.Body, "two");
    });

    it("says what moto cannot do, and where its log is", async () => {
        const answer = await fetch(`${aws.endpoint}/?Action=DescribeTrunkInterfaceAssociations&Version=2016-11-15`, {
            headers: {
                authorization: `AWS4-HMAC-SHA256 Credential=${aws.environment(region).AWS_ACCESS_KEY_ID}/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
            },
        });
        equal(answer.status, 400);
        ok(/moto cannot do ec2:DescribeTrunkInterfaceAssociations; see .*moto\.log/.test(await answer.text()));
    });
});
