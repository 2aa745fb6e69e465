import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "./chromium.ts";

// Takes the picture in README.md of node pools, node classes and IAM documents on the page of `npm start`. Run `npm
// run generate:picture` after a change to that page. The bytes depend on the version of Chromium, so no check
// compares them.
process.chdir(join(import.meta.dirname, "../.."));
const folder = mkdtempSync(join(tmpdir(), "picture-"));
execFileSync("npm", ["run", "-s", "render", "--", "dev", "--out", join(folder, "dev")], { stdio: "inherit" });

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
await page.goto(pathToFileURL(join(folder, "dev/index.html")).href);
const topOf = async (title: string) => (await page.getByRole("heading", { name: title, exact: true }).boundingBox())!.y;
const [from, to] = [(await topOf("Node pools")) - 24, (await topOf("Resources")) - 48];
const clip = { x: 0, y: from, width: 1280, height: to - from };
await page.screenshot({ path: "docs/images/render.png", clip, fullPage: true });
await browser.close();
rmSync(folder, { recursive: true });
