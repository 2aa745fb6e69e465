import type { Resource } from "./monitor.ts";

/** Sorts resources topologically; ties are broken by URN. */
export function ordered(resources: Map<string, Resource>): Resource[] {
    const waiting = new Map<string, number>();
    const dependents = new Map<string, Resource[]>();
    const ready: Resource[] = [];
    for (const resource of resources.values()) {
        const needs = [...needsOf(resource)].filter(urn => urn !== resource.urn && resources.has(urn));
        waiting.set(resource.urn, needs.length);
        for (const urn of needs) {
            const known = dependents.get(urn);
            if (known) known.push(resource);
            else dependents.set(urn, [resource]);
        }
        if (needs.length === 0) insert(ready, resource);
    }
    const order: Resource[] = [];
    for (let next = ready.pop(); next; next = ready.pop()) {
        order.push(next);
        for (const dependent of dependents.get(next.urn) ?? []) {
            const left = waiting.get(dependent.urn)! - 1;
            waiting.set(dependent.urn, left);
            if (left === 0) insert(ready, dependent);
        }
    }
    return order;
}

/** URNs of everything that must exist first: dependencies, parent, providers, `deletedWith` and `replaceWith`. */
export function needsOf({ parent, dependsOn, options }: Resource): Set<string> {
    const {
        provider,
        providers = {},
        deletedWith,
        replaceWith = [],
    } = options as {
        provider?: string;
        providers?: Record<string, string>;
        deletedWith?: string;
        replaceWith?: string[];
    };
    const references = [provider, ...Object.values(providers)].filter(reference => reference !== undefined);
    const urns = references.map(reference => reference.slice(0, reference.lastIndexOf("::")));
    return new Set([...dependsOn, ...replaceWith, ...urns, parent, deletedWith].filter(urn => typeof urn === "string"));
}

/** Inserts into a list sorted by descending URN. */
function insert(sorted: Resource[], resource: Resource): void {
    let [low, high] = [0, sorted.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]!.urn > resource.urn) low = middle + 1;
        else high = middle;
    }
    sorted.splice(low, 0, resource);
}
