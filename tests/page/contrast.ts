import type { Page } from "playwright-core";

/** An element with text in it, and how much the text stands out: 1 not at all, 21 black on white. */
export interface Contrast {
    text: string;
    ratio: number;
}

/** The contrast of every text of a page, by WCAG's formula: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export const contrasts = (page: Page): Promise<Contrast[]> =>
    page.evaluate(() => {
        const channels = (color: string) => {
            const [red = 0, green = 0, blue = 0, alpha = 1] = color.match(/[\d.]+/g)!.map(Number);
            return { alpha, channels: [red, green, blue] };
        };
        const luminance = (color: string) => {
            const [red, green, blue] = channels(color).channels.map(value =>
                value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
            );
            return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        };
        /** What is painted behind an element. Nothing here lets anything shine through. */
        const ground = (element: Element | null): string => {
            if (!element) return "rgb(255, 255, 255)";
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
            if (backgroundImage !== "none" || opacity !== "1") throw new Error(`no plain ground: ${element.outerHTML}`);
            const { alpha } = channels(backgroundColor);
            if (alpha !== 0 && alpha !== 1) throw new Error(`no opaque ground: ${element.outerHTML}`);
            return alpha === 1 ? backgroundColor : ground(element.parentElement);
        };
        const of = (element: Element, text: string, pseudo?: string) => {
            const [dark, light] = [getComputedStyle(element, pseudo).color, ground(element)]
                .map(luminance)
                .sort((a, b) => a - b);
            return { text, ratio: (light! + 0.05) / (dark! + 0.05) };
        };
        return [...document.body.querySelectorAll("*")].flatMap(element => {
            const before = getComputedStyle(element, "::before").content;
            const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
            const text = own.map(({ textContent }) => textContent!.trim()).join("");
            return [
                ...(text ? [of(element, text)] : []),
                ...(before === "none" ? [] : [of(element, before, "::before")]),
                ...(element.tagName === "SUMMARY" ? [of(element, "marker", "::marker")] : []),
            ];
        });
    });
