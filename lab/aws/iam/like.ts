/** Whether a text matches a pattern, in which `*` matches any characters and `?` a single one. */
export const like = (pattern: string, text: string): boolean =>
    new RegExp(
        `^${pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".")}$`,
        "s",
    ).test(text);
