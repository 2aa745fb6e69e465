import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readUserData } from "../../../lab/nodes/boot/user-data.ts";

// User data as Karpenter 1.14.3 makes it (the golden files of its own tests, names filled in).
const read = (name: string): string => readFileSync(join(import.meta.dirname, "user-data", `${name}.txt`), "utf8");

const common = {
    cluster: "test-cluster",
    endpoint: "https://test-cluster",
    certificateAuthority: "Y2EtYnVuZGxlCg==",
    maxPods: 110,
};
const labels = {
    "karpenter.k8s.aws/ec2nodeclass": "general",
    "karpenter.sh/capacity-type": "on-demand",
    "karpenter.sh/do-not-sync-taints": "true",
    "karpenter.sh/nodepool": "general",
    "testing/cluster": "unspecified",
};
const unregistered = { effect: "NoExecute", key: "karpenter.sh/unregistered" };

describe("user data of a machine", () => {
    for (const name of ["al2023", "al2023-with-own-parts"])
        it(`${name}: a NodeConfig`, () =>
            assert.deepEqual(readUserData(read(name)), {
                ...common,
                labels,
                taints: [unregistered],
                operatingSystem: "Amazon Linux 2023",
            }));

    it("al2-with-own-script: a call of bootstrap.sh", () =>
        assert.deepEqual(readUserData(read("al2-with-own-script")), {
            ...common,
            labels,
            taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }, unregistered],
            operatingSystem: "Amazon Linux 2",
        }));

    it("bottlerocket-with-own-settings: TOML", () =>
        assert.deepEqual(readUserData(read("bottlerocket-with-own-settings")), {
            ...common,
            labels: { "custom-node-label": "custom", ...labels },
            taints: [
                { key: "baz", value: "bin", effect: "NoExecute" },
                { key: "foo", value: "bar", effect: "NoExecute" },
                unregistered,
            ],
            operatingSystem: "Bottlerocket OS",
        }));

    it("a script alone, with no MIME around it, and taints and labels by flags", () =>
        assert.deepEqual(
            readUserData(
                "#!/bin/bash\nset -e\n/etc/eks/bootstrap.sh mine --apiserver-endpoint https://mine \\\n" +
                    "  --kubelet-extra-args '--node-labels=a=b,empty= --register-with-taints=gpu:NoSchedule'\necho done\n",
            ),
            {
                cluster: "mine",
                endpoint: "https://mine",
                certificateAuthority: "",
                labels: { a: "b", empty: "" },
                taints: [{ key: "gpu", effect: "NoSchedule" }],
                maxPods: undefined,
                operatingSystem: "Amazon Linux 2",
            },
        ));

    const refused = {
        "is missing": ["", /no user data/],
        "is Windows'": [read("windows"), /Windows/],
        "is a script that starts nothing": ["#!/bin/bash\necho hello\n", /neither a NodeConfig/],
        "has a NodeConfig without a cluster": [
            'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\nkind: NodeConfig\nspec: {}\n--x--\n',
            /lacks the cluster's name/,
        ],
    } as const;
    for (const [why, [text, message]] of Object.entries(refused))
        it(`is refused when it ${why}`, () => assert.throws(() => readUserData(text), message));
});
