/** Resources by kind and name. */
export type Inventory = Record<string, Record<string, unknown>>;

/** A list as a map by name. */
export async function byName<T>(
    list: T[],
    nameOf: (one: T) => string | undefined,
    describe: (one: T) => Promise<object>,
): Promise<Record<string, object>> {
    return Object.fromEntries(await Promise.all(list.map(async one => [nameOf(one), await describe(one)])));
}

/** Tags as a map. */
export const tags = (list: { Key?: string; Value?: string }[] = []) =>
    Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));

/** A policy document, parsed from text that may be URL-encoded. */
export const document = (text: string | undefined) =>
    text ? JSON.parse(text[0] === "%" ? decodeURIComponent(text) : text) : undefined;
