import type { Browser } from "playwright-core";
import { openBrowser } from "../../stack/generate/chromium.ts";

/** The browser that all tests of a run share. */
export let browser: Browser;

export async function mochaGlobalSetup(): Promise<void> {
    browser = await openBrowser();
}

export const mochaGlobalTeardown = (): Promise<void> => browser.close();
