import { byId, type Cases, nodeClass } from "../cases.ts";

const path = "nodeClasses.a.spec";
const al2 = { amiSelectorTerms: [{ alias: "al2@v20251001" }] };
const bottlerocket = (version: string) =>
    nodeClass({ instanceStorePolicy: "RAID0" }, { amiSelectorTerms: [{ alias: `bottlerocket@${version}` }] });
const lacking = `${path}.userData: missing the taint karpenter.sh/unregistered:NoExecute, with which a Custom node must register; add it`;

export const cases: Cases = {
    "user-data-size": {
        breaks: [
            [
                "16,385 bytes",
                nodeClass({ userData: `${"x".repeat(16_383)}é` }),
                [`${path}.userData: found 16385 bytes, expected at most 16384, including the part that Karpenter adds`],
            ],
        ],
        holds: [["16,384 bytes", nodeClass({ userData: `${"x".repeat(16_382)}é` })]],
    },
    "user-data-bootstrap": {
        breaks: [
            [
                "a call of AL2's script",
                nodeClass({ userData: "#!/bin/bash\n  /etc/eks/bootstrap.sh dev\n" }, al2),
                [
                    `${path}.userData: found a call of /etc/eks/bootstrap.sh, which Karpenter adds itself; remove the call`,
                    `${path}.amiSelectorTerms: found AL2, which has had no new images since November 2025 and supports Kubernetes up to 1.32; use AL2023 [end-of-al2]`,
                ],
            ],
        ],
        holds: [["a call by another family", nodeClass({ userData: "/etc/eks/bootstrap.sh dev" })]],
    },
    "user-data-taint": {
        breaks: [
            ["no user data", nodeClass({ amiFamily: "Custom" }, byId), [lacking]],
            ["user data without the taint", nodeClass({ amiFamily: "Custom", userData: "kubelet" }, byId), [lacking]],
        ],
        holds: [
            [
                "user data with the taint",
                nodeClass(
                    {
                        amiFamily: "Custom",
                        userData: "kubelet --register-with-taints=karpenter.sh/unregistered:NoExecute",
                    },
                    byId,
                ),
            ],
            ["no user data of another family", nodeClass({}, byId)],
        ],
    },
    "raid-images": {
        breaks: [
            [
                "a Bottlerocket that can't",
                bottlerocket("v1.21.9"),
                [`${path}.instanceStorePolicy: found RAID0 with Bottlerocket v1.21.9, expected v1.22.0 or later`],
            ],
        ],
        holds: [["the first that can", bottlerocket("v1.22.0")]],
    },
    "enclave-options": {
        breaks: [
            [
                "enclaves",
                nodeClass({ enclaveOptions: { enabled: true } }),
                [
                    `${path}.enclaveOptions: not supported by Karpenter 1.14; remove it, or set install.version to 1.15.x`,
                ],
            ],
        ],
        holds: [["none", nodeClass({ cpuOptions: { nestedVirtualization: "enabled" } })]],
    },
};
