import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "../../../../stack/offline/monitor.ts";
import { render } from "../../render/page/rendered.ts";

const folder = import.meta.dirname;

/** The resources of a new cluster, and Karpenter after them, with the names of what each waits for. */
function ofCluster(resources: Resource[]) {
    const names = new Map(resources.map(({ urn, type, name }) => [urn, `${type} ${name}`]));
    const top = resources.filter(({ parent, type }) => parent === resources[0]!.urn && !type.startsWith("pulumi:"));
    return top.map(({ type, name, dependsOn, inputs }) => ({
        type,
        name,
        dependsOn: dependsOn.map(urn => names.get(urn)).sort(),
        inputs,
    }));
}

describe("a new cluster", () => {
    for (const stack of ["node-group", "fargate"])
        it(`has the resources of ${stack}.json for ${stack}.yaml, Karpenter after all of them`, async () => {
            const { resources, warnings } = await render(stack, join(folder, `${stack}.yaml`));
            const expected = JSON.parse(readFileSync(join(folder, `${stack}.json`), "utf8"));
            assert.deepEqual({ warnings, resources: ofCluster(resources) }, expected);
        });
});
