import assert from "node:assert/strict";
import type { Rule } from "../../components/rules/rule.ts";
import { ofNodeClasses, ofNodeOverlays, ofNodePools } from "../../components/rules/rules.ts";
import { minorOf } from "../../components/upstream/versions.ts";
import { versions } from "../../lab/tools/karpenter.ts";
import { type Comparison, compare } from "./differential/compare.ts";
import { constraints } from "./differential/constraints.ts";
import { kinds } from "./differential/documents/documents.ts";
import { exceptions } from "./differential/exceptions.ts";
import { validEntries } from "./differential/generator.ts";
import { everywhere, places, type Schema } from "./differential/schema.ts";
import { Server } from "./differential/server.ts";
import { manifestOf, ours } from "./differential/subject.ts";
import { type Site, startSite } from "./providers/kubernetes-site.ts";

/** What can't be broken alone. */
const neverAlone: { [kind: string]: string[] } = {
    // There are not so many reasons, and each may stand there once.
    NodePool: [".disruption.budgets[].reasons maxItems"],
    EC2NodeClass: [
        // Two maps have the same keys.
        ...["evictionSoft", "evictionSoftGracePeriod"].map(
            field =>
                `.kubelet.${field} valid keys for ${field} are ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available']`,
        ),
        // Of an empty list another rule says the same.
        ".securityGroupSelectorTerms securityGroupSelectorTerms cannot be empty",
        ".subnetSelectorTerms subnetSelectorTerms cannot be empty",
    ],
};

describe("the rules, beside an API server with Karpenter's CRDs", () => {
    let site: Site;
    let server: Server;
    const comparisons: Comparison[] = [];

    before("start a cluster", async function () {
        this.timeout(0);
        site = await startSite();
        server = await Server.of(site.cluster, site.tools);
    });

    after("stop it", async () => {
        server?.close();
        await site?.stop();
    });

    for (const version of versions)
        describe(`of Karpenter ${version}`, () => {
            let result: Comparison;

            before("ask both", async function () {
                this.timeout(0);
                await server.define(version);
                result = await compare(server, version);
                comparisons.push(result);
                console.log(`    ${version}: ${result.refused} of ${result.asked} specs refused`);
            });

            it("start from specs that are valid to both, and have every field", async () => {
                for (const kind of kinds) {
                    const entries = validEntries(kind, version);
                    for (const entry of entries) {
                        assert.deepEqual(ours(entry, version).problems, []);
                        assert.equal(await server.refusal(kind, manifestOf(entry, version)), undefined);
                    }
                    const schema = result.schemas[kind];
                    const had = new Set(
                        entries.flatMap(({ spec }) =>
                            [...places(spec, schema)].map(({ path }) => everywhere(path, schema)),
                        ),
                    );
                    assert.deepEqual(
                        fields(schema).filter(field => !had.has(field)),
                        [],
                    );
                }
            });

            it("say of each spec what the server says", () =>
                assert.ok(result.disagreements.length === 0, `\n${result.disagreements.join("\n")}`));

            it("break everything that the CRDs demand, one thing at a time", () => {
                for (const kind of kinds) {
                    const demanded = [...new Set(constraints(result.schemas[kind]))];
                    const broken = (times: number) =>
                        demanded.filter(each => !(result.broken[kind].get(each)! >= times));
                    assert.deepEqual(broken(0), [], kind);
                    const expected = demanded.filter(each => neverAlone[kind]?.includes(each));
                    assert.deepEqual(broken(1), expected, kind);
                }
            });

            it("are each needed", () => {
                const ofObjects: Rule<never>[] = [...ofNodePools, ...ofNodeClasses, ...ofNodeOverlays];
                const holding = ofObjects.filter(
                    ({ verdict, minors }) => verdict === "invalid" && (!minors || minors.includes(minorOf(version)!)),
                );
                assert.deepEqual(
                    holding.map(({ name }) => name).filter(name => !result.rules.has(name)),
                    [],
                );
            });

            it("are stricter by the listed exceptions, and by each of them", () =>
                assert.deepEqual([...result.excepted.keys()].sort(), [...exceptions].sort()));

            it("say what of a pool can't be changed: whether it is of a fixed size, and the kind of its class", async () => {
                const { engine } = site;
                const type = "kubernetes:karpenter.sh/v1:NodePool";
                const pool = (name: string, spec: object) =>
                    manifestOf({ kind: "NodePool", name, spec, classes: ["default"] }, version);
                const classRef = (nodeClassRef: object) => ({ template: { spec: { nodeClassRef } } });
                const size = /Cannot transition NodePool between static .* and dynamic/;
                const refused: [string, object, RegExp][] = [
                    ["follows", { replicas: 1 }, size],
                    ["follows", classRef({ group: "example.com" }), /nodeClassRef\.group is immutable/],
                    ["follows", classRef({ kind: "OtherNodeClass" }), /nodeClassRef\.kind is immutable/],
                    ["fixed", {}, size],
                ];
                await engine.up(type, "follows", pool("follows", {}));
                await engine.up(type, "fixed", pool("fixed", { replicas: 1 }));
                for (const [name, spec, message] of refused)
                    await assert.rejects(engine.up(type, name, pool(name, spec)), message);
                await engine.up(type, "follows", pool("follows", { ...classRef({ name: "other" }), weight: 5 }));
                await engine.up(type, "fixed", pool("fixed", { replicas: 0, limits: { nodes: 1 } }));
                for (const name of ["follows", "fixed"]) await engine.delete(name, undefined, 60);
            });
        });

    // In a suite of its own it comes after the others.
    describe("together", () => {
        it("see at least 5,000 specs, of which about half are refused", () => {
            const [asked, refused] = [
                comparisons.map(({ asked }) => asked),
                comparisons.map(({ refused }) => refused),
            ].map(each => each.reduce((sum, count) => sum + count, 0));
            assert.ok(asked! >= 5000, `${asked} specs`);
            assert.ok(refused! > 0.4 * asked! && refused! < 0.6 * asked!, `${refused} of ${asked} refused`);
        });
    });
});

/** Every place of a schema. */
function fields({ properties = {}, items, additionalProperties }: Schema, at = ""): string[] {
    const below = Object.entries(properties).flatMap(([key, each]) => fields(each, `${at}.${key}`));
    return [
        at,
        ...below,
        ...(items ? fields(items, `${at}[]`) : []),
        ...(additionalProperties ? fields(additionalProperties, `${at}.*`) : []),
    ];
}
