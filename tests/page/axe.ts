import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong on a page, or can't tell: the rule, and the markup that breaks it. Goes by WCAG 2.2 A and AA and by good
 * practice, but for contrast, of which it can't tell wherever something is scrolled out of sight.
 */
export async function problems(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    return page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof import("axe-core") };
        const { violations, incomplete } = await axe.run({ rules: { "color-contrast": { enabled: false } } });
        return [...violations, ...incomplete].flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
}
