/** A compiled pattern. */
interface Pattern {
    test(text: string): boolean;
}

/** The maximum length of a text to match. The API server accepts no longer values, and V8 runs out of stack on longer ones. */
const longest = 1e6;

/** The CRD's pattern of a schedule. V8 would backtrack on it practically forever. */
export const schedule =
    "^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+))$";
const word = /^@(annually|yearly|monthly|weekly|daily|midnight|hourly)/;

/** A pattern with the API server's RE2 semantics: `\s` matches ASCII spaces, and a dot anything except a newline. */
export function re2(pattern: string): Pattern {
    if (pattern === schedule) return { test: text => word.test(text) || endsInFields(text, 5) };
    const expression = expressionOf(pattern);
    return { test: text => text.length <= longest && expression.test(text) };
}

/** The JavaScript regular expression with the same semantics. */
export const expressionOf = (pattern: string): RegExp =>
    new RegExp(pattern.replaceAll("\\s", "[\\t\\n\\f\\r ]").replaceAll(/(?<!\\)\.(?=[*+)])/g, "[^\\n]"), "u");

/** Whether a text ends in `count` fields `(.+)` separated by `\s`, matched from the end with each field as short as possible. */
function endsInFields(text: string, count: number): boolean {
    let end = text.length;
    for (let field = 1; field < count; field++) {
        let space = end - 2;
        while (space > 0 && !("\t\n\f\r ".includes(text.charAt(space)) && text.charAt(space - 1) !== "\n")) space--;
        if (space < 1 || text.slice(space + 1, end).includes("\n")) return false;
        end = space;
    }
    return true;
}
