import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { documentsOf } from "../../stack/render/documents.ts";
import { page } from "../../stack/render/page/page.ts";
import { stackFile } from "../bench/stacks.ts";
import { poisoned } from "../stack/render/page/poison.ts";
import { pageOf, render } from "../stack/render/page/rendered.ts";
import { problems } from "./axe.ts";
import { contrasts } from "./contrast.ts";
import { Sheet } from "./sheet.ts";

/** How a reviewer may look at it. */
const looks = {
    "in a light theme": { colorScheme: "light", viewport: { width: 1280, height: 800 } },
    "in a dark theme": { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
    "on half a screen": { colorScheme: "light", viewport: { width: 940, height: 800 } },
    "on a phone": { colorScheme: "light", viewport: { width: 360, height: 740 } },
    "on a phone in a dark theme": { colorScheme: "dark", viewport: { width: 360, height: 740 } },
} as const;

describe("the page of a render, in a browser", () => {
    const pages: Record<string, string> = {};
    before(async () => {
        const dev = await render("dev");
        const folder = mkdtempSync(join(tmpdir(), "stacks-"));
        pages["of dev"] = pageOf({ ...dev, warnings: ["a key: something to look at"] });
        const poison = `</style><img src="http://example.com/"><script>alert("ran")</script>' onfocus='alert(1)' ${"x".repeat(200)}`;
        pages["of a hostile stack"] = page(poisoned(dev, poison), poisoned(documentsOf(dev), poison));
        pages["of a thousand pools"] = pageOf(await render("pools", stackFile(folder, "pools", 1000)));
        rmSync(folder, { recursive: true });
    });

    /** Whatever is opened. */
    async function isCalm(markup: string, look: BrowserContextOptions) {
        const sheet = await Sheet.open(markup, look);
        assert.equal(await sheet.overflow(), 0);
        await sheet.unfold();
        assert.equal(await sheet.overflow(), 0);
        await sheet.close();
        assert.deepEqual([sheet.asked, sheet.said], [[], []]);
    }

    for (const [title, look] of Object.entries(looks))
        describe(title, () => {
            for (const stack of ["of dev", "of a hostile stack"]) {
                it(`${stack} asks no network, says nothing on the console, and is no wider than the screen`, () =>
                    isCalm(pages[stack]!, look));

                it(`${stack} is accessible, and every text stands out from what is behind it`, async () => {
                    const sheet = await Sheet.open(pages[stack]!, look);
                    await sheet.unfold();
                    const found = await problems(sheet.page);
                    const measured = await contrasts(sheet.page);
                    await sheet.close();
                    assert.deepEqual(found, []);
                    assert.ok(measured.length > 500, `${measured.length} measured`);
                    assert.deepEqual(
                        measured.filter(({ ratio }) => ratio < 4.5),
                        [],
                    );
                });
            }
        });

    for (const title of ["in a light theme", "on a phone"] as const)
        it(`of a thousand pools ${title} asks no network, says nothing, and is no wider than the screen`, () =>
            isCalm(pages["of a thousand pools"]!, looks[title]));

    it("follows the theme that the reader has", async () => {
        const grounds = ["light", "dark"].map(async colorScheme => {
            const sheet = await Sheet.open(pages["of dev"]!, { colorScheme } as BrowserContextOptions);
            const ground = await sheet.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
            await sheet.close();
            return ground;
        });
        assert.deepEqual(await Promise.all(grounds), ["rgb(255, 255, 255)", "rgb(21, 24, 27)"]);
    });

    it("has everything on paper, dark on white", async () => {
        const sheet = await Sheet.open(pages["of dev"]!, { colorScheme: "dark" });
        await sheet.page.emulateMedia({ media: "print" });
        const texts = await sheet.page.locator("pre").all();
        assert.ok(texts.length > 10);
        for (const text of texts) assert.ok(await text.isVisible());
        assert.equal(
            await sheet.page.evaluate(() => getComputedStyle(document.body).backgroundColor),
            "rgb(255, 255, 255)",
        );
        await sheet.close();
    });

    it("lets the keyboard reach everything that can be opened, and open it", async () => {
        const sheet = await Sheet.open(pages["of dev"]!);
        const { page } = sheet;
        const focused = () =>
            page.evaluate(() => {
                const { parentElement, tagName } = document.activeElement!;
                return tagName === "SUMMARY" ? (parentElement as HTMLDetailsElement).open : tagName;
            });
        const closed = page.locator("details:not([open])");
        const all = await closed.count();
        for (let opened = 0; opened < all; ) {
            await page.keyboard.press("Tab");
            const found = await focused();
            assert.notEqual(found, "BODY", `the end of the page is reached, with ${all - opened} closed`);
            if (found !== false) continue;
            await page.keyboard.press("Enter");
            assert.equal(await focused(), true);
            opened++;
        }
        assert.equal(await closed.count(), 0);
        await sheet.close();
    });

    it("opens what a link leads into", async () => {
        const sheet = await Sheet.open(pages["of dev"]!);
        const resource = sheet.page.locator("th", { hasText: /^karpenter-install-karpenter$/ });
        assert.equal(await resource.isVisible(), false);
        await sheet.page.getByRole("link", { name: "Stage 6" }).click();
        await resource.waitFor({ state: "visible" });
        await sheet.close();
    });

    it("runs and loads nothing, even if markup got into it", async () => {
        const asked: string[] = [];
        const server = createServer(({ url }, response) => {
            asked.push(url!);
            response.end();
        }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const hostile = `
            <script>console.log("ran")</script><script src="${address}/script"></script>
            <img src="${address}/image" onerror="console.log('ran')"><iframe src="${address}/frame"></iframe>
            <link rel="stylesheet" href="${address}/style"><style>h1 { display: none }</style>`;
        const sheet = await Sheet.open(pages["of dev"]!.replace("<main>", `<main>${hostile}`));
        assert.ok(await sheet.page.locator("h1").isVisible());
        await sheet.close();
        server.close();
        assert.deepEqual(asked, []);
        for (const said of sheet.said) assert.match(said, /Content Security Policy/);
    });
});
