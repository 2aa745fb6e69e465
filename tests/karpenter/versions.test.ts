import assert from "node:assert/strict";
import { atLeast, minorOf } from "../../components/karpenter/versions.ts";
import { checkKubernetes, checkVersion } from "../../components/rules/versions.ts";

describe("Karpenter versions", () => {
    const texts: [string, string | undefined][] = [
        ["1.14.0", undefined],
        ["1.14.3", undefined],
        ["1.15.0", undefined],
        ["v1.14.3", 'found "v1.14.3", expected a full version without a "v", such as "1.14.3"'],
        ["1.14", 'found "1.14", expected a full version without a "v", such as "1.14.3"'],
        ["latest", 'found "latest", expected a full version without a "v", such as "1.14.3"'],
        ["1.13.0", "found 1.13.0, whose permissions are not known here; allowed: 1.14.x, 1.15.x"],
        ["1.1.4", "found 1.1.4, whose permissions are not known here; allowed: 1.14.x, 1.15.x"],
        ["1.140.0", "found 1.140.0, whose permissions are not known here; allowed: 1.14.x, 1.15.x"],
        ["1.15.0-rc.1", "found the pre-release 1.15.0-rc.1, expected a release"],
    ];
    for (const [version, message] of texts)
        it(`${version} ${message ? "is refused" : "is accepted"}`, () => {
            assert.deepEqual(checkVersion(version), message ? [{ path: "install.version", message }] : []);
        });

    it("have their minor by number, not by their first characters", () => {
        assert.deepEqual(["1.14.3", "1.1.4", "1.140.0"].map(minorOf), ["1.14", "1.1", "1.140"]);
    });
});

describe("Kubernetes versions", () => {
    const range = "Karpenter 1.14.3 runs on Kubernetes 1.26 to 1.36";
    const texts: [string, string, string | undefined][] = [
        ["1.26", "1.14.3", undefined],
        ["1.36", "1.14.3", undefined],
        ["1.33.4-eks-abcdef", "1.14.3", undefined],
        ["1.37", "1.15.0", undefined],
        ["1.37", "1.14.3", `found 1.37; ${range}; set install.version to 1.15.x`],
        [
            "1.40",
            "1.14.3",
            `found 1.40; ${range}; no Karpenter that is known here runs on it: stay on an earlier Kubernetes version`,
        ],
        ["1.25", "1.14.3", `found 1.25; ${range}; upgrade the cluster first`],
        ["1.24", "1.14.3", "found 1.24; Karpenter's resources need Kubernetes 1.25 or later to be validated (CEL)"],
        ["1.3", "1.14.3", "found 1.3; Karpenter's resources need Kubernetes 1.25 or later to be validated (CEL)"],
        ["new", "1.14.3", 'found "new", expected a Kubernetes version such as "1.33"'],
    ];
    for (const [kubernetes, karpenter, message] of texts)
        it(`${kubernetes} with Karpenter ${karpenter} ${message ? "is refused" : "is accepted"}`, () => {
            const expected = message ? [{ path: "cluster.version", message }] : [];
            assert.deepEqual(checkKubernetes(kubernetes, karpenter), expected);
        });

    it("are compared by number", () => {
        assert.deepEqual(
            [atLeast("1.9", "1.33"), atLeast("1.33", "1.33"), atLeast(undefined, "1.33")],
            [false, true, false],
        );
    });
});
