import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { required } from "../../../stack/offline/required.ts";
import { root } from "../../render.ts";
import { render } from "../render/page/rendered.ts";

const folder = join(import.meta.dirname, "../cluster/new");
const stacks = [
    ...readdirSync(join(root, "examples")).map(file => join(root, "examples", file)),
    ...readdirSync(folder).map(file => join(folder, file)),
].filter(file => file.endsWith(".yaml"));

/** The arguments of a type in @pulumi/aws that are not optional. */
function requiredBySdk(type: string): string[] {
    const [, module, name] = type.split(/[:/]/);
    const text = readFileSync(join(root, `node_modules/@pulumi/aws/${module}/${name}.d.ts`), "utf8");
    const [, args = ""] = /export interface \w+Args \{\n(.*?)\n\}/s.exec(text)!;
    return [...args.matchAll(/^ {4}(\w+): /gm)].map(([, argument]) => argument!).sort();
}

describe("the arguments that the offline engine requires", () => {
    it("are those of Pulumi's SDK, for each type that a stack has", async function () {
        this.timeout(60_000);
        const types = new Set<string>();
        for (const file of stacks)
            for (const { type } of (await render("required", file)).resources)
                if (type.startsWith("aws:")) types.add(type);
        const expected = [...types].sort().map(type => [type, requiredBySdk(type)] as const);
        assert.deepEqual(required, Object.fromEntries(expected.filter(([, names]) => names.length)));
    });
});
