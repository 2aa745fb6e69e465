import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

/** Any text, of any code points: also those that nobody sees. */
export const anyText = fc.string({ unit: fc.nat(0x10ffff).map(code => String.fromCodePoint(code)) });

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as a browser has it. What is wrong with its markup is an error. */
export const parsed = (page: string): DefaultTreeAdapterTypes.Document =>
    parse(page, {
        onParseError: ({ code, startLine }) => {
            throw new Error(`${code} at line ${startLine}`);
        },
    });

/** All elements in a node, those in one after it. */
export function elementsIn(node: Node): Element[] {
    if (!("childNodes" in node)) return [];
    return node.childNodes.flatMap(child => ("tagName" in child ? [child, ...elementsIn(child)] : elementsIn(child)));
}

export const attributesOf = ({ attrs }: Element): Record<string, string> =>
    Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

export function textOf(node: Node): string {
    if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
    return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

export const text = (node: Node): string => textOf(node).replace(/\s+/g, " ").trim();

export const named = (elements: Element[], ...names: string[]): Element[] =>
    elements.filter(({ tagName }) => names.includes(tagName));

/** A table's rows, cell by cell. */
export const cellsOf = (table: Element): string[][] =>
    named(elementsIn(table), "tr").map(row => named(elementsIn(row), "th", "td").map(text));

/** The rows of the first table in a section. */
export function rowsIn(elements: Element[], id: string): string[][] {
    const section = named(elements, "section").find(each => attributesOf(each)["aria-labelledby"] === id)!;
    return cellsOf(named(elementsIn(section), "table")[0]!);
}
