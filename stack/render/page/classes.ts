import { type Manifest, yaml } from "../documents.ts";
import { counted, number } from "../numbers.ts";
import { differences } from "./differences.ts";
import { each, pairs, text } from "./field.ts";
import { listing } from "./fold.ts";
import { html, type Part } from "./html.ts";
import { many } from "./many.ts";
import type { Section } from "./section.ts";
import { type Column, lines, table } from "./table.ts";

/** Row ids of node classes. */
export const classIdsOf = (classes: Manifest[]): Map<Manifest, string> =>
    new Map(classes.map((nodeClass, index) => [nodeClass, `node-class-${index + 1}`]));

/** The node classes, each with its manifest. */
export function classes(classIds: Map<Manifest, string>, pools: Manifest[]): Section {
    const classes = [...classIds.keys()];
    const users = Map.groupBy(pools, ({ spec }) => spec?.template?.spec?.nodeClassRef?.name);
    const columns: Column<Manifest>[] = [
        { title: "Node class", cell: nameOf },
        { title: "Images", cell: ({ spec }) => lines([...family(spec?.amiFamily), ...terms(spec?.amiSelectorTerms)]) },
        { title: "Role", cell: ({ spec }) => role(spec ?? {}) },
        { title: "Subnets", cell: ({ spec }) => lines(terms(spec?.subnetSelectorTerms)) },
        { title: "Security groups", cell: ({ spec }) => lines(terms(spec?.securityGroupSelectorTerms)) },
        { title: "Volumes", cell: ({ spec }) => lines(each(spec?.blockDeviceMappings, volume)) },
        { title: "Instance metadata", cell: ({ spec }) => lines(pairs(spec?.metadataOptions)) },
        { title: "Used by", cell: ({ metadata }) => used(users.get(metadata.name) ?? []) },
    ];
    const id = (nodeClass: Manifest) => classIds.get(nodeClass)!;
    const below = (nodeClass: Manifest) => listing("Manifest", yaml(nodeClass));
    const show = (some: Manifest[]) => table({ labelledBy: "node-classes", columns, id, below }, some);
    return {
        id: "node-classes",
        title: "Node classes",
        brief: number(classes.length),
        content: classes.length
            ? [differences("node classes", columns, classes), many(classes, nameOf, show)]
            : undefined,
    };
}

const nameOf = ({ metadata }: Manifest): string => metadata.name;

const family = (name: unknown): Part[] => (name === undefined ? [] : [html`<b>family</b> ${text(name)}`]);

/** Selector terms. A resource matches if all fields of at least one term match. */
const terms = (selector: unknown): Part[] =>
    each(selector, term =>
        Object.entries(term)
            .flatMap(([key, value]) => (key === "tags" ? tags(value) : [html`<b>${key}</b> ${text(value)}`]))
            .flatMap((part, index) => (index ? [", ", part] : [part])),
    );

const tags = (tags: unknown): Part[] => each(tags, ([key, value]) => html`<b>${key}</b> ${text(value)}`);

function role({ role, instanceProfile }: Record<string, unknown>): Part {
    return instanceProfile === undefined ? text(role) : html`<b>instance profile</b> ${text(instanceProfile)}`;
}

function volume({ deviceName, ebs }: Record<string, any>): Part {
    const { volumeSize, volumeType, ...rest } = ebs ?? {};
    const first = [deviceName, volumeSize, volumeType].filter(value => value !== undefined).map(text);
    return [first.join(" "), ...pairs(rest).map(part => [", ", part])];
}

/** Names of a few pools, or the number of many. */
const used = (pools: Manifest[]): Part => (pools.length > 5 ? counted(pools.length, "pool") : lines(pools.map(nameOf)));
