import assert from "node:assert/strict";
import { nodeOf } from "../../../lab/nodes/node.ts";
import { clusterToken } from "../../../lab/nodes/token.ts";

const machine = {
    id: "i-1",
    region: "eu-west-1",
    zone: "eu-west-1a",
    type: "g5.xlarge",
    name: "ip-10-0-0-1.eu-west-1.compute.internal",
    address: "10.0.0.1",
    architecture: "amd64",
    image: "ami-1",
    cpus: 4,
    memoryMiB: 16384,
    devices: { "nvidia.com/gpu": 1 },
    maxPods: 58,
    userData: "",
} as const;
const boot = {
    cluster: "c",
    endpoint: "https://c",
    certificateAuthority: "",
    labels: { "karpenter.sh/nodepool": "gpu" },
    taints: [{ key: "karpenter.sh/unregistered", effect: "NoExecute" }],
    operatingSystem: "Bottlerocket OS",
};

describe("the Node of a machine", () => {
    it("is what the instance is and its user data says, less what EKS's images keep for the system", () => {
        const { metadata, spec, status } = nodeOf(machine, boot, "v1.36.0");
        assert.deepEqual(metadata, {
            name: machine.name,
            labels: {
                "karpenter.sh/nodepool": "gpu",
                "kubernetes.io/arch": "amd64",
                "kubernetes.io/hostname": machine.name,
                "kubernetes.io/os": "linux",
            },
        });
        assert.deepEqual(spec, {
            providerID: "aws:///eu-west-1a/i-1",
            taints: [
                { key: "karpenter.sh/unregistered", effect: "NoExecute" },
                { key: "node.cloudprovider.kubernetes.io/uninitialized", value: "true", effect: "NoSchedule" },
            ],
        });
        const fixed = { pods: "58", "nvidia.com/gpu": "1" };
        assert.deepEqual(status?.capacity, { cpu: "4", memory: "15564Mi", "ephemeral-storage": "20Gi", ...fixed });
        assert.deepEqual(status?.allocatable, {
            cpu: "3920m",
            memory: "14571Mi",
            "ephemeral-storage": "17Gi",
            ...fixed,
        });
    });

    it("takes no more pods than its kubelet was told", () =>
        assert.equal(nodeOf(machine, { ...boot, maxPods: 10 }, "v1.36.0").status?.allocatable?.pods, "10"));
});

describe("the token of a machine", () => {
    it("is a presigned GetCallerIdentity with the cluster's name among what is signed", async () => {
        const keys = { accessKeyId: "A", secretAccessKey: "B", sessionToken: "C/+=" };
        const token = await clusterToken("http://127.0.0.1:4000", "eu-west-1", "mine", keys);
        const [prefix, encoded = ""] = token.split(/(?<=^k8s-aws-v1\.)/);
        const url = new URL(Buffer.from(encoded, "base64url").toString("utf8"));
        const { "X-Amz-Date": date, "X-Amz-Signature": signature, ...query } = Object.fromEntries(url.searchParams);
        assert.deepEqual(
            [prefix, url.origin, query],
            [
                "k8s-aws-v1.",
                "http://127.0.0.1:4000",
                {
                    Action: "GetCallerIdentity",
                    Version: "2011-06-15",
                    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
                    "X-Amz-Credential": `A/${date?.slice(0, 8)}/eu-west-1/sts/aws4_request`,
                    "X-Amz-Expires": "60",
                    "X-Amz-Security-Token": "C/+=",
                    "X-Amz-SignedHeaders": "host;x-k8s-aws-id",
                },
            ],
        );
        assert.match(signature ?? "", /^[0-9a-f]{64}$/);
    });
});
