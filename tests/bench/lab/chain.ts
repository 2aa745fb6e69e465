import type { StateResource } from "../../../lab/pulumi/stack.ts";

/** Resources each of which waits for the one before, and the sum of their weights. */
export interface Chain {
    weight: number;
    links: { resource: StateResource; weight: number }[];
}

/**
 * The chain of the greatest weight: what no parallelism makes shorter. A resource waits for what it depends on, for its provider, and
 * for its parent, which as a component waits in turn. Those without weight are left out. Of equals, the first by URN.
 */
export function longestChain(resources: StateResource[], weigh: (resource: StateResource) => number): Chain {
    const known = new Map(resources.map(resource => [resource.urn, resource]));
    const chains = new Map<string, Chain>();
    const upTo = (urn: string): Chain => {
        const resource = known.get(urn)!;
        const before = heaviest([...needsOf(resource)].filter(need => known.has(need)).map(chainTo));
        const weight = weigh(resource);
        if (weight === 0) return before;
        return { weight: before.weight + weight, links: [...before.links, { resource, weight }] };
    };
    const chainTo = (urn: string): Chain => {
        const chain = chains.get(urn) ?? upTo(urn);
        chains.set(urn, chain);
        return chain;
    };
    return heaviest([...known.keys()].map(chainTo));
}

/** The weight of a resource where only their number counts: one, unless it is but a grouping or a provider. */
export const one = ({ custom, type }: StateResource): number => (custom && !type.startsWith("pulumi:") ? 1 : 0);

const needsOf = ({ parent, provider, dependencies = [] }: StateResource): Set<string> =>
    new Set([
        ...dependencies,
        ...(parent ? [parent] : []),
        ...(provider ? [provider.slice(0, provider.lastIndexOf("::"))] : []),
    ]);

const heaviest = (chains: Chain[]): Chain =>
    chains.reduce((a, b) => (b.weight > a.weight || (b.weight === a.weight && last(b) < last(a)) ? b : a), nothing);

const last = ({ links }: Chain): string => links.at(-1)?.resource.urn ?? "";

const nothing: Chain = { weight: 0, links: [] };
