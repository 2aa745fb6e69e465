/** A pattern as the API server reads it, by RE2: there `\s` is a space of ASCII, and a dot anything but a newline. */
export const re2 = (pattern: string): RegExp =>
    new RegExp(pattern.replaceAll("\\s", "[\\t\\n\\f\\r ]").replaceAll(/(?<!\\)\.(?=[*+)])/g, "[^\\n]"), "u");
