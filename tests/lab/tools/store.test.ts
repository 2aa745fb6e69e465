import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Part } from "../../../lab/tools/part.ts";
import { folderNameOf } from "../../../lab/tools/part.ts";
import { Store } from "../../../lab/tools/store.ts";

describe("a tool's folder", () => {
    const part = { name: "etcd", version: "3.6.5", inputs: ["mod", "sum"] };
    const name = folderNameOf(part);

    it("is named by the tool and its version", () => assert.match(name, /^etcd-3\.6\.5-[0-9a-f]{12}$/));

    it("stays the same while nothing changes", () =>
        assert.equal(folderNameOf({ ...part, inputs: ["mod", "sum"] }), name));

    it("is another one when anything changes that decides what is in it", () => {
        const others = [
            { version: "3.6.6" },
            { inputs: ["mod2", "sum"] },
            { inputs: ["mod", "sum2"] },
            { inputs: ["mods", "um"] },
        ];
        const names = others.map(other => folderNameOf({ ...part, ...other }));
        assert.equal(new Set([name, ...names]).size, 5);
    });
});

describe("the store of tools", () => {
    let store: Store;
    beforeEach(() => {
        store = new Store(mkdtempSync(join(tmpdir(), "store-")));
    });
    afterEach(() => rmSync(store.path, { recursive: true }));

    const tool = (make: Part["make"]): Part => ({
        name: "tool",
        version: "1.0.0",
        inputs: [],
        minutes: 1,
        products: ["product"],
        lack: () => undefined,
        make,
    });
    const good = tool(async folder => writeFileSync(join(folder, "product"), "", { flag: "wx" }));

    it("has a tool once it is made", async () => {
        assert.equal(store.has(good), false);
        await store.make(good);
        assert.equal(store.has(good), true);
    });

    it("does not have a tool that was being made when it was interrupted, and makes it anew", async () => {
        const interrupted = tool(async (folder, run) => {
            await good.make(folder, run);
            throw new Error("interrupted");
        });
        await assert.rejects(store.make(interrupted), /interrupted/);
        assert.equal(store.has(good), false);
        await store.make(good);
        assert.equal(store.has(good), true);
    });

    it("does not have a tool of which a file was removed", async () => {
        await store.make(good);
        rmSync(join(store.folderOf(good), "product"));
        assert.equal(store.has(good), false);
    });

    it("does not take a tool for made when a file is lacking", () =>
        assert.rejects(
            store.make(tool(async () => {})),
            /^Error: tool 1\.0\.0: product not in .*; see .*logs\/tool\.log$/,
        ));

    it("lets one at a time make tools, and tells the other that it waits", async () => {
        const said: string[] = [];
        const first = Promise.withResolvers<void>();
        const one = store.alone(
            () => said.push("one waits"),
            () => first.promise,
        );
        const other = store.alone(
            () => said.push("other waits"),
            async () => void said.push("other makes"),
        );
        said.push("one ends");
        first.resolve();
        await Promise.all([one, other]);
        assert.deepEqual(said, ["other waits", "one ends", "other makes"]);
    });

    it("lets the next one make tools after a failure", async () => {
        const fail = () => assert.fail("waited");
        await assert.rejects(
            store.alone(fail, () => Promise.reject(new Error("no network"))),
            /no network/,
        );
        await store.alone(fail, async () => {});
    });
});
