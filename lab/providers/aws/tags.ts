export type Tags = Record<string, string>;

interface Tag {
    Key?: string;
    Value?: string;
}

/** Tags as most of AWS takes them. */
export const toList = (tags: Tags): { Key: string; Value: string }[] =>
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Tags as most of AWS gives them. */
export const fromList = (list: Tag[] = []): Tags =>
    Object.fromEntries(list.map(({ Key, Value }) => [Key, Value ?? ""]));
