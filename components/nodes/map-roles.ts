import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from "yaml";

/** One entry of `mapRoles` in the config map `aws-auth`. */
export interface RoleMapping {
    rolearn: string;
    username: string;
    groups: string[];
}

/** What a node's role is mapped to: https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html */
export const nodeMapping = (rolearn: string, windows: boolean): RoleMapping => ({
    rolearn,
    username: "system:node:{{EC2PrivateDNSName}}",
    groups: ["system:bootstrappers", "system:nodes", ...(windows ? ["eks:kube-proxy-windows"] : [])],
});

/**
 * `mapRoles` with the mapping in it once. Every other entry keeps its bytes, comments and spaces included; an entry for the same
 * role is replaced where it stands.
 */
export function withMapping(mapRoles: string, mapping: RoleMapping): string {
    const entries = entriesOf(mapRoles);
    const own = entries.find(({ rolearn }) => rolearn === mapping.rolearn);
    if (own) return mapRoles.slice(0, own.start) + blockOf(mapping, own.indent) + mapRoles.slice(own.end);
    if (entries.length === 0) return blockOf(mapping, "");
    return mapRoles + (mapRoles.endsWith("\n") ? "" : "\n") + blockOf(mapping, entries[0]!.indent);
}

/** `mapRoles` without the role's entry; every other entry keeps its bytes. */
export function withoutMapping(mapRoles: string, rolearn: string): string {
    const own = entriesOf(mapRoles).find(entry => entry.rolearn === rolearn);
    if (!own) return mapRoles;
    return mapRoles.slice(0, own.start) + mapRoles.slice(own.end);
}

interface Entry {
    rolearn: unknown;
    indent: string;
    start: number;
    end: number;
}

const blockOf = (mapping: RoleMapping, indent: string): string =>
    stringify([mapping], { lineWidth: 0 }).replace(/^(?=.)/gm, indent);

const isEmptyList = (text: string): boolean => {
    const { contents } = parseDocument(text);
    return (
        contents === null ||
        (isScalar(contents) && contents.value === null) ||
        (isSeq(contents) && contents.items.length === 0)
    );
};

/** The entries and where each starts and ends, in whole lines. */
function entriesOf(mapRoles: string): Entry[] {
    const document = parseDocument(mapRoles);
    if (document.errors.length || !(isSeq(document.contents) || isEmptyList(mapRoles)))
        throw new Error(
            "mapRoles in the config map aws-auth is not a YAML list; mend it before anything is added to it",
        );
    if (!isSeq(document.contents)) return [];
    if (document.contents.flow && document.contents.items.length)
        throw new Error("mapRoles in the config map aws-auth is written as JSON; write it as a list with dashes first");
    return document.contents.items.filter(item => isMap(item)).map(item => locate(mapRoles, item));
}

function locate(mapRoles: string, item: YAMLMap): Entry {
    const [from, to] = item.range!;
    const start = mapRoles.lastIndexOf("\n", from - 1) + 1;
    const next = mapRoles.indexOf("\n", to - 1);
    const end = to > 0 && mapRoles[to - 1] === "\n" ? to : next === -1 ? mapRoles.length : next + 1;
    const indent = /^ */.exec(mapRoles.slice(start))![0];
    return { rolearn: item.get("rolearn"), indent, start, end };
}
