import type { Schema } from "ts-json-schema-generator";
import { parseDocument } from "yaml";

/** The text up to its first full stop, inclusive. */
const firstSentence = (text = ""): string => /^.*?[.](?= |$)/s.exec(text)?.[0] ?? text;

/**
 * Pulumi.yaml with a declaration for each config group. The empty defaults let the program report missing groups;
 * without them the CLI rejects the stack first.
 */
export function projectFile(current: string, { properties = {} }: Schema): string {
    const groups = Object.entries(properties as { [group: string]: Schema }).map(([group, { description }]) => [
        group,
        { type: "object", description: firstSentence(description), default: {} },
    ]);
    const document = parseDocument(current);
    document.set("config", document.createNode(Object.fromEntries(groups)));
    return document.toString({ lineWidth: 0 });
}
