import assert from "node:assert/strict";
import type { DiscoveryArgs } from "../../components/network/discovery-args.ts";
import { selectorTerms } from "../../components/network/selectors.ts";
import { resolve } from "../../components/resolve.ts";

const given = { subnets: { a: "subnet-1", b: "subnet-2" }, securityGroups: { nodes: "sg-1" } };

const termsOf = (discovery: DiscoveryArgs) => selectorTerms(resolve({ cluster: { name: "dev" }, discovery }).discovery);

describe("selector terms", () => {
    it("are the discovery tag by default", () => {
        const terms = [{ tags: { "karpenter.sh/discovery": "dev" } }];
        assert.deepEqual(termsOf({}), { subnetSelectorTerms: terms, securityGroupSelectorTerms: terms });
    });

    it("are a tag of the user's own", () => {
        const terms = [{ tags: { team: "a" } }];
        assert.deepEqual(termsOf({ tagKey: "team", tagValue: "a" }), {
            subnetSelectorTerms: terms,
            securityGroupSelectorTerms: terms,
        });
    });

    it("are the given ids", () => {
        assert.deepEqual(termsOf({ ...given, selectBy: "Id" }), {
            subnetSelectorTerms: [{ id: "subnet-1" }, { id: "subnet-2" }],
            securityGroupSelectorTerms: [{ id: "sg-1" }],
        });
    });

    it("are the user's own before anything else", () => {
        const subnetSelectorTerms = [{ tags: { private: "yes" } }];
        const securityGroupSelectorTerms = [{ name: "nodes" }];
        const own = { subnetSelectorTerms, securityGroupSelectorTerms };
        assert.deepEqual(termsOf({ ...given, selectBy: "Id", ...own }), own);
    });
});
