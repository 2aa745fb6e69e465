import { deepEqual, equal } from "node:assert/strict";
import { instanceTypesOf, resourcesOf, tagsOf } from "../../../lab/aws/gateway/record.ts";
import { understand } from "../../../lab/aws/gateway/request.ts";
import { arnOf, globalArn } from "../../../lab/aws/partition.ts";

const region = "us-west-2";
const roleArn = globalArn(region, "iam", "role/team/node");

function request(service: string, method: string, path: string, headers: Record<string, string> = {}, body = "") {
    const scope = `AWS4-HMAC-SHA256 Credential=AKIA1/20260101/${region}/${service}/aws4_request, SignedHeaders=host`;
    const url = new URL(path, "http://127.0.0.1");
    const gone = new AbortController().signal;
    const authorization: Record<string, string> = service ? { authorization: scope } : {};
    const understood = understand({
        method,
        url,
        headers: { ...authorization, ...headers },
        body: Buffer.from(body),
        gone,
    });
    return understood && { ...understood, summary: summary(understood) };
}

const summary = (understood: NonNullable<ReturnType<typeof understand>>) => ({
    call: `${understood.service}:${understood.action}`,
    region: understood.region,
    protocol: understood.protocol,
    resources: resourcesOf(understood),
    tags: tagsOf(understood),
});

const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

describe("the lab's AWS: what a request asks", () => {
    it("in EC2's form, lists and tags included", () => {
        const body = new URLSearchParams({
            Action: "CreateFleet",
            "LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName": "lt",
            "LaunchTemplateConfigs.1.Overrides.1.SubnetId": "subnet-1",
            "LaunchTemplateConfigs.1.Overrides.10.SubnetId": "subnet-10",
            "LaunchTemplateConfigs.1.Overrides.2.SubnetId": "subnet-2",
            "TagSpecification.1.ResourceType": "instance",
            "TagSpecification.1.Tag.1.Key": "team",
            "TagSpecification.1.Tag.1.Value": "a",
        });
        deepEqual(request("ec2", "POST", "/", form, String(body))?.summary, {
            call: "ec2:CreateFleet",
            region,
            protocol: "ec2",
            resources: ["lt", "subnet-1", "subnet-2", "subnet-10"],
            tags: { team: "a" },
        });
    });

    it("of a fleet, with the instance types that it may choose from, each once", () => {
        const body = new URLSearchParams({
            Action: "CreateFleet",
            "LaunchTemplateConfigs.1.Overrides.1.InstanceType": "m5.large",
            "LaunchTemplateConfigs.1.Overrides.2.InstanceType": "c5.large",
            "LaunchTemplateConfigs.2.Overrides.1.InstanceType": "m5.large",
        });
        deepEqual(instanceTypesOf(request("ec2", "POST", "/", form, String(body))!), ["c5.large", "m5.large"]);
        equal(
            instanceTypesOf(request("ec2", "POST", "/", form, "Action=RunInstances&InstanceType=m5.large")!),
            undefined,
        );
    });

    it("in IAM's form, where lists have members", () => {
        const body = "Action=CreateRole&RoleName=node&Tags.member.1.Key=team&Tags.member.1.Value=a";
        deepEqual(request("iam", "POST", "/", form, body)?.summary, {
            call: "iam:CreateRole",
            region,
            protocol: "query",
            resources: ["node"],
            tags: { team: "a" },
        });
    });

    it("in JSON, by its target", () => {
        const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.CreateQueue" };
        const body = JSON.stringify({ QueueName: "q", tags: { team: "a" } });
        deepEqual(request("sqs", "POST", "/", headers, body)?.summary, {
            call: "sqs:CreateQueue",
            region,
            protocol: "json",
            resources: ["q"],
            tags: { team: "a" },
        });
    });

    it("on EKS's paths, with an ARN escaped or not", () => {
        for (const arn of [roleArn, encodeURIComponent(roleArn)]) {
            const path = `/clusters/one/access-entries/${arn}`;
            deepEqual(request("eks", "POST", path, {}, '{"username":"me"}')?.summary, {
                call: "eks:UpdateAccessEntry",
                region,
                protocol: "rest-json",
                resources: ["one", roleArn],
                tags: {},
            });
        }
        equal(
            request("eks", "GET", `/clusters/one/access-entries/${roleArn}/access-policies`)?.action,
            "ListAssociatedAccessPolicies",
        );
        const entry = arnOf(region, "eks", "access-entry/one/role/123456789012/node/1");
        const untag = request("eks", "DELETE", `/tags/${encodeURIComponent(entry)}?tagKeys=a&tagKeys=b`);
        deepEqual([untag?.action, untag?.parameters], ["UntagResource", { resourceArn: entry, tagKeys: ["a", "b"] }]);
    });

    it("presigned, with everything in the query", () => {
        const path = `/?Action=GetCallerIdentity&X-Amz-Credential=AKIA1%2F20260101%2F${region}%2Fsts%2Faws4_request&X-Amz-Security-Token=t`;
        const presigned = request("", "GET", path);
        deepEqual(
            [presigned?.service, presigned?.action, presigned?.accessKeyId, presigned?.sessionToken],
            ["sts", "GetCallerIdentity", "AKIA1", "t"],
        );
    });

    it("unsigned, when keys are what it asks for; nothing else", () => {
        const ask = (action: string, arn: string) =>
            request("", "POST", "/", form, String(new URLSearchParams({ Action: action, RoleArn: arn })))?.summary;
        deepEqual(ask("AssumeRoleWithWebIdentity", globalArn("cn-north-1", "iam", "role/a")), {
            call: "sts:AssumeRoleWithWebIdentity",
            region: "cn-north-1",
            protocol: "query",
            resources: [globalArn("cn-north-1", "iam", "role/a")],
            tags: {},
        });
        equal(ask("AssumeRole", roleArn), undefined);
    });
});
