import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Path of Chromium on PATH. */
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

/** Flags that turn off Chromium's own network requests. */
const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/** Starts a headless Chromium. Ends the process if there is none on PATH. */
export async function openBrowser(): Promise<Browser> {
    const executablePath = found();
    if (executablePath) return chromium.launch({ executablePath, args: quiet, chromiumSandbox: false });
    console.error("there is no chromium on PATH; install it: apt-get install chromium fonts-liberation");
    process.exit(1);
}
