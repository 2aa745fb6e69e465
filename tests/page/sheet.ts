import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { browser } from "./chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "page-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A page of a render in the browser, with everything that it said and asked for on the way. */
export class Sheet {
    readonly page: Page;
    readonly said: string[] = [];
    readonly asked: string[] = [];

    private constructor(page: Page) {
        this.page = page;
        page.on("console", message => this.said.push(message.text()));
        page.on("pageerror", error => this.said.push(error.message));
        page.on("dialog", dialog => this.said.push(dialog.message()));
        page.on("request", request => this.asked.push(request.url()));
    }

    /** Opens the markup as a file, as a reviewer does. */
    static async open(markup: string, options: BrowserContextOptions = {}): Promise<Sheet> {
        const file = join(folder, "index.html");
        writeFileSync(file, markup);
        const sheet = new Sheet(await browser.newPage(options));
        await sheet.page.goto(pathToFileURL(file).href);
        sheet.asked.shift();
        return sheet;
    }

    close(): Promise<void> {
        return this.page.close();
    }

    /** Opens everything that can be opened. */
    async unfold(): Promise<void> {
        await this.page.evaluate(() => {
            for (const details of document.querySelectorAll("details")) details.open = true;
        });
    }

    /** How far the page reaches beyond the screen, in pixels. */
    overflow = (): Promise<number> =>
        this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
