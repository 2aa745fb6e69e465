import type { StateResource } from "../../../lab/pulumi/stack.ts";
import { nameOf } from "../../lab/support/outcome.ts";

/**
 * What waits for what by `dependsOn` alone, by name: dependencies that no input is made from. Parts of a component that others wait
 * for as a whole are told by the component's name.
 */
export function explicitOrder(resources: StateResource[]): Record<string, string[]> {
    const known = new Map(resources.map(resource => [resource.urn, resource]));
    const entries = resources.map(resource => {
        const { urn, parent, dependencies = [], propertyDependencies = {} } = resource;
        const data = new Set(Object.values(propertyDependencies).flatMap(urns => urns ?? []));
        const shown = (need: string) => {
            const group = known.get(need)!.parent!;
            return nameOf(group === parent || !known.get(group)?.parent ? need : group);
        };
        const names = dependencies.filter(need => !data.has(need)).map(shown);
        return [nameOf(urn), [...new Set(names)].sort()] as const;
    });
    return Object.fromEntries(entries.filter(([, names]) => names.length).sort());
}
