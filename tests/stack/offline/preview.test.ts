import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "../../../stack/offline/monitor.ts";
import { root } from "../../render.ts";
import { previewed, render } from "../render/page/rendered.ts";

const files = readdirSync(join(root, "examples")).filter(file => /^Pulumi\..+\.yaml$/.test(file));

describe("the first preview of a stack, when nothing is known that AWS assigns", () => {
    for (const file of files)
        it(`has the resources of the render: ${file}`, async () => {
            const stack = file.split(".")[1]!;
            const names = ({ resources }: { resources: Resource[] }) =>
                resources.map(({ urn, dependsOn }) => ({ urn, dependsOn })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
            const [before, assumed] = [
                await previewed(stack, join(root, "examples", file)),
                await render(stack, join(root, "examples", file)),
            ];
            assert.deepEqual(names(before), names(assumed));
            assert.deepEqual(before.warnings, assumed.warnings);
        });
});
