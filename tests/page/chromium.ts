import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The browser's file on PATH. */
function found(): string | undefined {
    const folders = (process.env.PATH ?? "").split(delimiter);
    return folders.map(folder => join(folder, "chromium")).find(isProgram);
}

function isProgram(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/** Does nothing of its own accord on a network. */
const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/** The browser that all tests of a run share. */
export let browser: Browser;

export async function mochaGlobalSetup(): Promise<void> {
    const executablePath = found();
    if (!executablePath) {
        console.error("no chromium on PATH, which these tests look at pages with: apt-get install chromium");
        process.exit(1);
    }
    browser = await chromium.launch({ executablePath, args: quiet, chromiumSandbox: false });
}

export const mochaGlobalTeardown = (): Promise<void> => browser.close();
