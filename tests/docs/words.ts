/** Words to replace, and what to write instead. A space in a pattern also matches a line break. */
const rules: [found: string, instead: string][] = [
    [
        "(?<=/[*][*] )(what|how|who|whoever|whose|where|why|which|whatever|that)",
        "open with a noun phrase or a third-person verb that names the thing",
    ],
    ["sa(y|ys|id)", "write `for example`, or who documents, reports or sets it"],
    ["pass(es|ed)? over", "write `ignores`"],
    ["without a word", "write `silently`"],
    ["the seed", "write `the defaults`"],
    ["but for", "write `except for` or `without`"],
    ["as much as", "write `as` or a comparison"],
    ["likely unwanted", "write `probably unintended`"],
    ["beside", "write `in addition to` or `next to`"],
    ["stands?(?! for)", "write `is`"],
    ["(leaves?|left|leaving) out", "write `omits` or `omitted`"],
    ["laid on", "write `merged over`"],
    ["by force", "write `forcefully`"],
    ['at (least|most)(?=\\s*([.,;:)"]|[*]/))', "put `at least` and `at most` before the number"],
];

const patterns = rules.map(([found, instead]) => ({
    found: new RegExp(`(?<![\\w-])${found.replaceAll(" ", "\\s+")}(?![\\w-])`, "gi"),
    instead,
}));

const blank = (text: string): string => text.replace(/\S/g, " ");

/** The parts of a text that match, at their places: everything else is blank. */
function only(text: string, part: RegExp): string {
    let end = 0;
    const kept = [...text.matchAll(part)].map(({ 0: match, index }) => {
        const before = blank(text.slice(end, index));
        end = index + match.length;
        return before + match;
    });
    return kept.join("") + blank(text.slice(end));
}

/** The prose of a file: doc comments and what rules say, pages without code and generated tables, comments of YAML. */
function prose(path: string, text: string): string {
    if (path.endsWith(".md")) return text.replace(/^```.*?^```|<!-- BEGIN .*?<!-- END /gms, blank);
    if (path.endsWith(".yaml")) return only(text, /(?<!\S)#.*/g);
    return only(text, /^[ \t]*\/\*\*.*?\*\/|\bsays:\s*("|`).*?\1/gms).replace(/^[ \t]*\*(?!\/)/gm, blank);
}

/** The words of a file that must be replaced, each as `path:line: "words": advice`. */
export function words(path: string, text: string): string[] {
    const judged = prose(path, text)
        .replace(/`[^`\n]+`/g, code => code.replace(/\w/g, "x"))
        .replace(/\bsays(?=:)/g, blank);
    return patterns
        .flatMap(({ found, instead }) => [...judged.matchAll(found)].map(match => ({ match, instead })))
        .sort((a, b) => a.match.index - b.match.index)
        .map(({ match: { 0: found, index }, instead }) => {
            const line = judged.slice(0, index).split("\n").length;
            return `${path}:${line}: "${found.replace(/\s+/g, " ")}": ${instead}`;
        });
}
