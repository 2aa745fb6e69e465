import assert from "node:assert/strict";
import { presignedUrl } from "../../../lab/cluster/authenticator/token.ts";

const endpoint = "http://127.0.0.1:4566";
const now = Date.UTC(2026, 10, 22, 12, 0, 0);

const good = {
    Action: "GetCallerIdentity",
    Version: "2011-06-15",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "AKIAEXAMPLE/20261122/us-east-1/sts/aws4_request",
    "X-Amz-Date": "20261122T115900Z",
    "X-Amz-Expires": "60",
    "X-Amz-SignedHeaders": "host;x-k8s-aws-id",
    "X-Amz-Signature": "00",
};

const url = (query: object = {}, base = `${endpoint}/`) =>
    `${base}?${new URLSearchParams(Object.entries({ ...good, ...query }))}`;
const token = (text: string) => `k8s-aws-v1.${Buffer.from(text).toString("base64url")}`;
const read = (text: string) => presignedUrl(text, endpoint, now);

describe("lab: an EKS token", () => {
    it("holds the URL that STS is asked", () => {
        assert.equal(read(token(url())), url());
    });

    it("is good for 15 minutes, whatever it says itself", () => {
        assert.equal(read(token(url({ "X-Amz-Date": "20261122T114500Z" }))), url({ "X-Amz-Date": "20261122T114500Z" }));
        assert.throws(() => read(token(url({ "X-Amz-Date": "20261122T114459Z" }))), /signed at 2026-11-22T11:44:59/);
    });

    const refusals: [string, string, RegExp][] = [
        [
            "has another prefix",
            `k8s-aws-v2.${Buffer.from(url()).toString("base64url")}`,
            /does not begin with k8s-aws-v1\./,
        ],
        ["is no URL", token("nonsense"), /holds no URL/],
        ["leads to another host", token(url({}, "https://sts.example.com/")), /leads to https:\/\/sts\.example\.com/],
        ["leads to another port", token(url({}, "http://127.0.0.1:1/")), /leads to http:\/\/127\.0\.0\.1:1\//],
        ["leads to another path", token(url({}, `${endpoint}/x`)), /leads to http:\/\/127\.0\.0\.1:4566\/x/],
        ["is signed for another action", token(url({ Action: "AssumeRole" })), /signed for AssumeRole/],
        ["has a parameter more", token(url({ RoleArn: "x" })), /the parameter RoleArn, which STS does not need/],
        ["has a parameter twice", token(`${url()}&action=GetCallerIdentity`), /the parameter action twice/],
        ["signs no cluster", token(url({ "X-Amz-SignedHeaders": "host" })), /does not sign the header x-k8s-aws-id/],
        ["would live too long", token(url({ "X-Amz-Expires": "901" })), /X-Amz-Expires is "901"/],
        ["has no lifetime", token(url({ "X-Amz-Expires": "" })), /X-Amz-Expires is ""/],
        ["has no date", token(url({ "X-Amz-Date": "yesterday" })), /X-Amz-Date is "yesterday"/],
    ];
    for (const [why, text, message] of refusals)
        it(`is refused when it ${why}`, () => {
            assert.throws(() => read(text), message);
        });
});
