export type Tags = Record<string, string>;

interface Tag {
    Key?: string;
    Value?: string;
}

/** Tags as a list of keys and values. */
export const toList = (tags: Tags): { Key: string; Value: string }[] =>
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Tags from a list of keys and values. */
export const fromList = (list: Tag[] = []): Tags =>
    Object.fromEntries(list.map(({ Key, Value }) => [Key, Value ?? ""]));
