import type { Resource } from "../offline/monitor.ts";
import { needsOf } from "../offline/order.ts";
import type { Rendered } from "../offline/program.ts";

/** A resource in the order of creation. */
export interface Step {
    resource: Resource;
    /** 1 without dependencies, otherwise one more than the highest stage of its dependencies. */
    stage: number;
    /** Its dependencies without implied ones. A component stands for all of its resources. */
    waitsFor: Resource[];
}

/**
 * Stages and dependencies of all resources, which must be sorted. Components are not steps: a dependency on a component is a dependency on
 * each of its resources.
 */
export function stepsOf({ resources, components }: Pick<Rendered, "resources" | "components">): Step[] {
    const known = new Map(resources.map(resource => [resource.urn, resource]));
    const needs = new Map<string, Set<string>>();
    const before = new Map<string, Set<string>>();
    const stages = new Map<string, number>();
    for (const resource of resources) {
        const { urn } = resource;
        const own = [...needsOf(resource)].filter(need => need !== urn && known.has(need));
        const real = new Set(own.flatMap(need => (components.has(need) ? [...needs.get(need)!] : need)));
        needs.set(urn, real);
        before.set(urn, new Set([...real].flatMap(need => [need, ...before.get(need)!])));
        stages.set(urn, 1 + Math.max(0, ...[...real].map(need => stages.get(need)!)));
    }

    const real = resources.filter(({ urn }) => !components.has(urn));
    const parents = parentsIn(known);
    const members = Map.groupBy(
        real.flatMap(({ urn }) => parents(urn).map(component => ({ component, urn }))),
        ({ component }) => component,
    );
    const waitsFor = (urn: string): string[] => {
        const all = before.get(urn)!;
        const implied = new Set([...needs.get(urn)!].flatMap(need => [...before.get(need)!]));
        const left = [...needs.get(urn)!].filter(need => !implied.has(need));
        const isWhole = (component: string) =>
            !parents(urn).includes(component) && members.get(component)!.every(member => all.has(member.urn));
        const parts = Map.groupBy(left, need => parents(need).findLast(isWhole) ?? need);
        return [...parts].map(([part, [only, ...more]]) => (more.length ? part : only!));
    };
    return real.map(resource => ({
        resource,
        stage: stages.get(resource.urn)!,
        waitsFor: waitsFor(resource.urn).map(urn => known.get(urn)!),
    }));
}

/** A function that returns a resource's parents, outermost last. */
function parentsIn(known: Map<string, Resource>): (urn: string) => string[] {
    const found = new Map<string, string[]>();
    return function parents(urn) {
        const parent = known.get(urn)?.parent;
        if (!parent) return [];
        if (!found.has(urn)) found.set(urn, [parent, ...parents(parent)]);
        return found.get(urn)!;
    };
}
