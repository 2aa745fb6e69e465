import { type Manifest, yaml } from "../documents.ts";
import { number } from "../numbers.ts";
import { condition, isCapacityType, type Requirement, subject } from "../requirements.ts";
import { differences } from "./differences.ts";
import { all, each, pairs, text } from "./field.ts";
import { listing } from "./fold.ts";
import { html, type Part } from "./html.ts";
import { many } from "./many.ts";
import type { Section } from "./section.ts";
import { type Column, lines, table } from "./table.ts";

/** The node pools, each with its manifest. */
export function pools(pools: Manifest[], classIds: Map<Manifest, string>): Section {
    const classIdsByName = new Map([...classIds].map(([nodeClass, id]) => [nameOf(nodeClass), id]));
    const columns: Column<Manifest>[] = [
        { title: "Node pool", cell: nameOf },
        { title: "Weight", cell: ({ spec }) => text(spec?.weight), numbers: true },
        { title: "Capacity type", cell: pool => lines(requirements(pool, isCapacityType, values)) },
        { title: "Architecture", cell: pool => lines(requirements(pool, isArchitecture, values)) },
        { title: "Requirements", cell: pool => lines(requirements(pool, isOther, whole)) },
        { title: "Limits", cell: ({ spec }) => lines([...replicas(spec?.replicas), ...pairs(spec?.limits)]) },
        { title: "Disruption", cell: ({ spec }) => lines(all(spec?.disruption, disruption)) },
        { title: "Nodes", cell: ({ spec }) => lines(all(spec?.template, nodes)) },
        { title: "Node class", cell: pool => nodeClass(pool, classIdsByName) },
    ];
    const below = (pool: Manifest) => listing("Manifest", yaml(pool));
    const show = (some: Manifest[]) => table({ labelledBy: "node-pools", columns, below }, some);
    return {
        id: "node-pools",
        title: "Node pools",
        brief: number(pools.length),
        content: pools.length ? [differences("node pools", columns, pools), many(pools, nameOf, show)] : undefined,
    };
}

const nameOf = ({ metadata }: Manifest): string => metadata.name;

const isArchitecture = ({ key }: Requirement): boolean => key === "kubernetes.io/arch";
const isOther = (requirement: Requirement): boolean => !isCapacityType(requirement) && !isArchitecture(requirement);

const requirements = (
    { spec }: Manifest,
    which: (requirement: Requirement) => boolean,
    say: (requirement: Requirement) => Part,
): Part[] => each(spec?.template?.spec?.requirements, each => (which(each) ? say(each) : undefined));

const values = (requirement: Requirement): string =>
    condition(requirement, ", ") +
    (requirement.minValues === undefined ? "" : `, at least ${requirement.minValues} of them`);
const whole = (requirement: Requirement): Part => html`<b>${subject(requirement)}</b> ${values(requirement)}`;

const replicas = (count: unknown): Part[] => (count === undefined ? [] : [html`<b>static</b> ${text(count)} nodes`]);

function disruption({ consolidationPolicy, consolidateAfter, budgets }: Record<string, any>): Part[] {
    const after = consolidateAfter === undefined ? "" : ` after ${text(consolidateAfter)}`;
    return [
        ...(consolidationPolicy === undefined ? [] : [`${text(consolidationPolicy)}${after}`]),
        ...each(budgets, ({ nodes, reasons, schedule, duration }) => {
            const why = reasons === undefined ? "" : ` if ${each(reasons, text).join(", ")}`;
            const when = schedule === undefined ? "" : ` at ${text(schedule)} for ${text(duration)}`;
            return html`<b>budget</b> ${text(nodes)}${why}${when}`;
        }),
    ];
}

/** Node lifetime, taints and labels. */
function nodes({ metadata, spec }: Record<string, any>): Part[] {
    const taint = ({ key, value, effect }: Record<string, unknown>, what: string) =>
        html`<b>${what}</b> ${text(key)}${value === undefined ? "" : `=${text(value)}`}:${text(effect)}`;
    const { expireAfter, terminationGracePeriod, taints, startupTaints } = spec ?? {};
    return [
        ...pairs({ expireAfter, terminationGracePeriod }),
        ...each(taints, entry => taint(entry, "taint")),
        ...each(startupTaints, entry => taint(entry, "startup taint")),
        ...each(metadata?.labels, ([key, value]) => html`<b>label</b> ${key}=${text(value)}`),
    ];
}

function nodeClass({ spec }: Manifest, ids: Map<string, string>): Part {
    const name = text(spec?.template?.spec?.nodeClassRef?.name);
    const id = ids.get(name);
    return id ? html`<a href="#${id}">${name}</a>` : name;
}
