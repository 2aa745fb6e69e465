import assert from "node:assert/strict";
import { selectorTerms } from "../../components/network/selectors.ts";

const given = { subnets: { a: "subnet-1", b: "subnet-2" }, securityGroups: { nodes: "sg-1" } };

describe("selector terms", () => {
    it("are the discovery tag by default", () => {
        const terms = [{ tags: { "karpenter.sh/discovery": "dev" } }];
        assert.deepEqual(selectorTerms("dev", {}), { subnetSelectorTerms: terms, securityGroupSelectorTerms: terms });
    });

    it("are a tag of the user's own", () => {
        const terms = [{ tags: { team: "a" } }];
        assert.deepEqual(selectorTerms("dev", { tagKey: "team", tagValue: "a" }), {
            subnetSelectorTerms: terms,
            securityGroupSelectorTerms: terms,
        });
    });

    it("are the given ids", () => {
        assert.deepEqual(selectorTerms("dev", { ...given, selectBy: "Id" }), {
            subnetSelectorTerms: [{ id: "subnet-1" }, { id: "subnet-2" }],
            securityGroupSelectorTerms: [{ id: "sg-1" }],
        });
    });

    it("are the user's own before anything else", () => {
        const subnetSelectorTerms = [{ tags: { private: "yes" } }];
        const securityGroupSelectorTerms = [{ name: "nodes" }];
        const own = { subnetSelectorTerms, securityGroupSelectorTerms };
        assert.deepEqual(selectorTerms("dev", { ...given, selectBy: "Id", ...own }), own);
    });
});
