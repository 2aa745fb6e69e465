/** What a text is held against. */
interface Pattern {
    test(text: string): boolean;
}

/** More characters than any value with a pattern that the API server takes: V8 runs out of stack at some more. */
const longest = 1e6;

/** The CRD's pattern of a schedule, whose many ways to match V8 would try for ever. */
export const schedule =
    "^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+))$";
const word = /^@(annually|yearly|monthly|weekly|daily|midnight|hourly)/;

/** A pattern as the API server reads it, by RE2: there `\s` is a space of ASCII, and a dot anything but a newline. */
export function re2(pattern: string): Pattern {
    if (pattern === schedule) return { test: text => word.test(text) || endsInFields(text, 5) };
    const expression = expressionOf(pattern);
    return { test: text => text.length <= longest && expression.test(text) };
}

/** The same as a regular expression. */
export const expressionOf = (pattern: string): RegExp =>
    new RegExp(pattern.replaceAll("\\s", "[\\t\\n\\f\\r ]").replaceAll(/(?<!\\)\.(?=[*+)])/g, "[^\\n]"), "u");

/** Whether a text ends in so many of `(.+)` with `\s` between: found from its end, and each field as short as can be. */
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
