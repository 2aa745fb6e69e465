import assert from "node:assert/strict";
import { aliasOf, amiFamilyOf, isWindows, nodeClassManifest } from "../../components/nodes/node-class.ts";

const tagged = [{ tags: { "karpenter.sh/discovery": "dev" } }];
const defaults = { role: "dev-nodeRole", subnetSelectorTerms: tagged, securityGroupSelectorTerms: tagged };
const amiSelectorTerms = [{ alias: "al2023@v20260101" }];

describe("a node class", () => {
    it("gets the role and the selectors that it leaves out", () => {
        assert.deepEqual(nodeClassManifest("default", { spec: { amiSelectorTerms } }, defaults), {
            apiVersion: "karpenter.k8s.aws/v1",
            kind: "EC2NodeClass",
            metadata: { name: "default" },
            spec: { ...defaults, amiSelectorTerms },
        });
    });

    it("keeps what it says", () => {
        const spec = {
            amiSelectorTerms,
            role: "mine",
            subnetSelectorTerms: [{ id: "subnet-1" }],
            detailedMonitoring: true,
        };
        const manifest = nodeClassManifest("a", { spec, labels: { x: "1" }, annotations: { y: "2" } }, defaults);
        assert.deepEqual(manifest.metadata, { name: "a", labels: { x: "1" }, annotations: { y: "2" } });
        assert.deepEqual(manifest.spec, { ...spec, securityGroupSelectorTerms: tagged });
    });

    it("with an instance profile gets no role", () => {
        const { spec } = nodeClassManifest("a", { spec: { amiSelectorTerms, instanceProfile: "p" } }, defaults);
        assert.equal("role" in spec, false);
    });

    it("leaves tags that are no map as they are, for the API server to refuse", () => {
        for (const tags of ["a", ["a"], [], 1] as unknown as { a: string }[]) {
            const { spec } = nodeClassManifest(
                "a",
                { spec: { amiSelectorTerms, tags } },
                { ...defaults, tags: { b: "c" } },
            );
            assert.equal(spec.tags, tags);
        }
    });

    it("tags its instances as the component tags all else, its own tags first", () => {
        const tags = { team: "a", stage: "dev" };
        const { spec } = nodeClassManifest(
            "a",
            { spec: { amiSelectorTerms, tags: { team: "b" } } },
            { ...defaults, tags },
        );
        assert.deepEqual(spec.tags, { team: "b", stage: "dev" });
    });

    it("is known by its alias, whatever its case", () => {
        assert.deepEqual(aliasOf({ amiSelectorTerms: [{ alias: "AL2@v1" }] }), { family: "AL2", version: "v1" });
        assert.equal(aliasOf({ amiSelectorTerms: [{ id: "ami-1" }] }), undefined);
    });

    it("has the AMI family that it names, or its alias's, as far as that is known", () => {
        const terms = [{ alias: "windows2022@latest" }];
        const pending = Promise.resolve("Custom" as const);
        assert.equal(amiFamilyOf({ amiSelectorTerms: terms }), "Windows2022");
        assert.equal(amiFamilyOf({ amiSelectorTerms: terms, amiFamily: "Custom" }), "Custom");
        assert.equal(amiFamilyOf({ amiSelectorTerms: terms, amiFamily: pending }), undefined);
        assert.equal(amiFamilyOf({ amiSelectorTerms: [{ alias: "ubuntu@latest" }] }), undefined);
        assert.equal(amiFamilyOf({ amiSelectorTerms: [{ id: "ami-1" }] }), undefined);
    });

    it("is of Windows by family or alias", () => {
        assert.equal(isWindows({ amiFamily: "Windows2022", amiSelectorTerms: [{ id: "ami-1" }] }), true);
        assert.equal(isWindows({ amiSelectorTerms: [{ alias: "windows2025@latest" }] }), true);
        assert.equal(isWindows({ amiSelectorTerms }), false);
    });
});
