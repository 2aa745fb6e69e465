/** Whether a text fits a pattern in which `*` stands for any run of signs and `?` for any one. */
export const like = (pattern: string, text: string): boolean =>
    new RegExp(
        `^${pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".")}$`,
        "s",
    ).test(text);
