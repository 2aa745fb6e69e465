import type { Schema } from "ts-json-schema-generator";
import { parseDocument } from "yaml";

/** The text up to and with its first full stop. */
const firstSentence = (text = ""): string => /^.*?[.](?= |$)/s.exec(text)?.[0] ?? text;

/**
 * Pulumi.yaml with a declaration for each group of config. The empty default keeps the CLI from refusing a stack before the program
 * can say what is missing.
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
