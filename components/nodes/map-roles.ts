/** An entry of `mapRoles` in the ConfigMap `aws-auth`. */
export interface RoleMapping {
    rolearn: string;
    username: string;
    groups: string[];
}

/** The functions of the package `yaml` that this file uses. They are parameters, because Pulumi can't serialize an imported module. */
export type Yaml = Pick<typeof import("yaml"), "parse" | "stringify">;

/**
 * The entry for a node role. Its ARN omits the role's path, because EKS does not match ARNs with one.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
export const nodeMapping = (roleArn: string, windows: boolean): RoleMapping => ({
    rolearn: roleArn.replace(/:role\/.*\//, ":role/"),
    username: "system:node:{{EC2PrivateDNSName}}",
    groups: ["system:bootstrappers", "system:nodes", ...(windows ? ["eks:kube-proxy-windows"] : [])],
});

/** The role's entry in `mapRoles`. */
export const mappingOf = (mapRoles: string, rolearn: string, yaml: Yaml): RoleMapping | undefined =>
    find(entriesOf(mapRoles, yaml), rolearn)?.value;

/**
 * Adds the role's mapping to `mapRoles`: in place of the role's entry, or at the end. Other lines stay unchanged byte for byte, and so
 * does an equal entry.
 */
export function withMapping(mapRoles: string, mapping: RoleMapping, yaml: Yaml): string {
    const { rolearn, username, groups } = mapping;
    const wanted = { rolearn, username, groups };
    const entries = entriesOf(mapRoles, yaml);
    const own = find(entries, rolearn);
    if (own && isSame(own.value, wanted)) return mapRoles;

    const block = yaml.stringify([wanted], { lineWidth: 0 }).trimEnd().split("\n");
    const added = block.map(text => (entries[0]?.indent ?? "") + text);
    // Only comments of an empty list are kept: a dash can't follow `[]`.
    const lines = mapRoles.split("\n").filter(text => entries.length > 0 || !isContent(text));
    if (own) lines.splice(own.start, own.end - own.start, ...added);
    else lines.splice(lines.at(-1) === "" ? -1 : lines.length, 0, ...added);

    const values = entries.map(entry => (entry === own ? wanted : entry.value));
    return verified(lines.join("\n"), own ? values : [...values, wanted], yaml);
}

/** Removes the role's entry from `mapRoles`. Other lines stay unchanged byte for byte. */
export function withoutMapping(mapRoles: string, rolearn: string, yaml: Yaml): string {
    const entries = entriesOf(mapRoles, yaml);
    const own = find(entries, rolearn);
    if (!own) return mapRoles;
    const lines = mapRoles.split("\n");
    lines.splice(own.start, own.end - own.start);
    const others = entries.filter(entry => entry !== own).map(entry => entry.value);
    return verified(lines.join("\n"), others, yaml);
}

/** An entry with its value and its lines, excluding `end`. */
interface Entry {
    value: RoleMapping;
    indent: string;
    start: number;
    end: number;
}

/** The role's first entry: another one was added after this resource found none. */
const find = (entries: Entry[], rolearn: string): Entry | undefined =>
    entries.find(({ value }) => value?.rolearn === rolearn);

const isContent = (text: string): boolean => !/^\s*(#|$)/.test(text);

const indentOfDash = (text: string): string | undefined => /^( *)-(\s|$)/.exec(text)?.[1];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function entriesOf(mapRoles: string, yaml: Yaml): Entry[] {
    const values = listOf(mapRoles, yaml);
    const lines = mapRoles.split("\n");
    const indent = lines.map(indentOfDash).find(found => found !== undefined) ?? "";
    const starts = lines.flatMap((text, at) => (indentOfDash(text) === indent ? [at] : []));
    if (starts.length !== values.length)
        throw new Error(
            "mapRoles: found an entry that does not start on a new line; start each entry with a dash on a new line",
        );
    return values.map((value, at) => {
        const start = starts[at]!;
        let end = starts[at + 1] ?? lines.length;
        // Comments between this entry and the next belong to the next.
        while (!isContent(lines[end - 1]!)) end--;
        return { value: value as RoleMapping, indent, start, end };
    });
}

function listOf(mapRoles: string, yaml: Yaml): unknown[] {
    const refuse = (found: string) => new Error(`mapRoles: found ${found}, it must be a YAML list; correct it first`);
    let value: unknown;
    try {
        value = yaml.parse(mapRoles) ?? [];
    } catch (error) {
        throw refuse(`text that is not YAML (${(error as Error).message.split("\n")[0]})`);
    }
    if (!Array.isArray(value)) throw refuse(typeof value === "object" ? "a map" : `a ${typeof value}`);
    return value;
}

/** The edited text, after a check that it parses to exactly the expected entries. */
function verified(mapRoles: string, expected: unknown[], yaml: Yaml): string {
    let found: unknown[] | undefined;
    try {
        found = listOf(mapRoles, yaml);
    } catch {}
    if (isSame(found, expected)) return mapRoles;
    throw new Error(
        "mapRoles: found a list in which one entry cannot be changed without others; write it without anchors and document end marks",
    );
}
