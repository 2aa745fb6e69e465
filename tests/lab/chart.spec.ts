import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { load, loadAll } from "js-yaml";
import { helmValues } from "../../components/controller/values.ts";
import { isMap, merge } from "../../components/inputs/merge.ts";
import { resolve } from "../../components/resolve.ts";
import { violations } from "../../components/rules/check.ts";
import { keysOf } from "../../components/upstream/chart.ts";
import { minorOf } from "../../components/upstream/versions.ts";
import { versions } from "../../lab/tools/karpenter.ts";
import { ensureTools, type Tools } from "../../lab/tools/tools.ts";

type Map = Record<string, unknown>;

/** Values of settings, of which some are no options that a controller starts with. */
const values: Map[] = [
    {},
    ...["debug", "info", "error", "warn", "Info", "trace"].map(logLevel => ({ logLevel })),
    ...[
        ...["Respect", "Ignore", "respect", "None"].map(preferencePolicy => ({ preferencePolicy })),
        ...["Strict", "BestEffort", "strict"].map(minValuesPolicy => ({ minValuesPolicy })),
        ...["1m", "90s", "1.5h", "59.9s", "59s", "5", "never"].flatMap(interval => [
            { amiRefreshInterval: interval },
            { subnetRefreshInterval: interval },
            { securityGroupRefreshInterval: interval },
        ]),
        ...["1s", "10", "1 s", "-1s"].flatMap(duration => [
            { batchIdleDuration: duration },
            { batchMaxDuration: duration },
        ]),
        ...["0", "1", "-1", "one"].map(reservedENIs => ({ reservedENIs })),
        ...[0.1, -0.1, "7%", 0].map(vmMemoryOverheadPercent => ({ vmMemoryOverheadPercent })),
        ...[true, "true", "yes"].flatMap(value => [
            { isolatedVPC: value },
            { eksControlPlane: value },
            { disableDryRun: value },
        ]),
        ...[true, false, "true", "T", "0", "on", "yes"].map(nodeRepair => ({ featureGates: { nodeRepair } })),
    ].map(settings => ({ settings })),
];

describe("the chart and the controller's options", () => {
    let tools: Tools;
    before(async () => {
        tools = await ensureTools(line => console.log(`    ${line}`));
    });

    for (const version of versions)
        describe(version, () => {
            const helm = (args: string[], input = "") =>
                execFileSync(tools.helm, args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] });

            it("has the keys that the rules know, in every map that has keys of its own", () => {
                const chart = load(helm(["show", "values", tools.charts[version].karpenter])) as Map;
                const maps = function* (map: Map, path = ""): Generator<[string, string[]]> {
                    yield [path, Object.keys(map).sort()];
                    for (const [key, value] of Object.entries(map))
                        if (isMap(value)) yield* maps(value, path === "" ? key : `${path}.${key}`);
                };
                const known = (path: string) =>
                    keysOf(path, minorOf(version)!)
                        ?.filter(key => key !== "global")
                        .sort();
                const found = [...maps(chart)].filter(([path]) => known(path) !== undefined);
                assert.deepEqual(
                    Object.fromEntries(found.map(([path]) => [path, known(path)])),
                    Object.fromEntries(found),
                );
                const more = found.flatMap(([path]) => known(path)!.map(key => (path === "" ? key : `${path}.${key}`)));
                const closed = more.filter(path => known(path) !== undefined);
                assert.deepEqual(
                    closed.sort(),
                    found
                        .map(([path]) => path)
                        .filter(path => path !== "")
                        .sort(),
                );
            });

            /** What the controller says of the options that the chart makes of values; nothing where it goes on. */
            const complaint = (values: Map): string | undefined => {
                const wires = { cluster: "dev", serviceAccount: "karpenter", zonalShift: false };
                const all = merge(helmValues(wires, resolve({ cluster: { name: "dev" } }).install), values);
                const manifests = helm(
                    ["template", "karpenter", tools.charts[version].karpenter, "--values", "-"],
                    JSON.stringify(all),
                );
                const { spec } = (loadAll(manifests) as any[]).find(each => each?.kind === "Deployment");
                const environment = spec.template.spec.containers[0].env.filter((each: Map) => "value" in each);
                const env = Object.fromEntries(
                    environment.map(({ name, value }: Record<string, string>) => [name, value]),
                );
                // Without a cluster it ends in any case, but later, and not of its options.
                const { stderr, status } = spawnSync(tools.controllers[version], {
                    env: { ...env, KUBECONFIG: "/nowhere" },
                    encoding: "utf8",
                });
                assert.notEqual(status, 0);
                return /^panic: ((validating|parsing) .*)$/m.exec(stderr)?.[1];
            };

            it("starts with just those options that the rule does not refuse for that", function () {
                this.timeout(300_000);
                const wrong = values.flatMap(own => {
                    const args = { cluster: { name: "dev" }, install: { version, values: own } };
                    const said = [...violations(args)].filter(({ rule }) => rule.name === "controller-options");
                    const refused = said.some(({ problem }) => problem.message.includes("does not start"));
                    const found = complaint(own);
                    return refused === (found !== undefined) ? [] : [{ own, refused, found }];
                });
                assert.deepEqual(wrong, []);
            });
        });
});
