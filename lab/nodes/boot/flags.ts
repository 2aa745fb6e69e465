import type { V1Taint } from "@kubernetes/client-node";

/** Splits a shell command into words: removes quotes, and joins lines at a backslash. */
export function shellWords(command: string): string[] {
    const words = command.replaceAll("\\\n", " ").matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g);
    return Array.from(words, ([word]) =>
        word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single),
    );
}

/** Labels, taints and pod limit in the kubelet's flags. A later flag takes precedence. */
export function kubeletFlags(text: string): { labels: Record<string, string>; taints: V1Taint[]; maxPods?: number } {
    const flags: Record<string, string> = Object.fromEntries(
        shellWords(text).map(word => /^--([^=]+)=?(.*)$/s.exec(word)?.slice(1) ?? [word, ""]),
    );
    return {
        labels: Object.fromEntries(list(flags["node-labels"]).map(pair)),
        taints: list(flags["register-with-taints"]).map(taint),
        maxPods: flags["max-pods"] ? Number(flags["max-pods"]) : undefined,
    };
}

/** Parses a taint as the kubelet and kubectl do: `key=value:Effect`, or `key:Effect`. */
export function taint(text: string): V1Taint {
    const [, key = "", value = "", effect = ""] = /^([^=:]+)=?([^:]*):(.+)$/.exec(text) ?? [];
    if (key === "") throw new Error(`its user data has an invalid taint: ${text}`);
    return { key, ...(value && { value }), effect };
}

const list = (text = ""): string[] => text.split(",").filter(Boolean);

function pair(text: string): [string, string] {
    const equals = text.indexOf("=");
    return equals < 0 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
}
