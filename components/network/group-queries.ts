import type { Input } from "@pulumi/pulumi";
import type { SecurityGroupSelectorTerm } from "../nodes/node-class-spec.ts";
import type { Resolved } from "../resolve.ts";
import { selectorTerms } from "./selectors.ts";

/** A filter of EC2's DescribeSecurityGroups. */
export interface GroupFilter {
    name: string;
    values: Input<string>[];
}

/** Queries that together return the security groups of some nodes. */
export interface GroupQueries {
    /** The path of the argument that selects the groups. */
    path: string;
    queries: GroupFilter[][];
}

/** The EC2 queries for the security groups of nodes: by the default terms, and by the terms of each class. */
export function groupQueries({ discovery, nodeClasses }: Pick<Resolved, "discovery" | "nodeClasses">): GroupQueries[] {
    const classes = Object.entries(nodeClasses);
    const own = classes.flatMap(([name, { spec }]) =>
        spec.securityGroupSelectorTerms
            ? [
                  {
                      path: `nodeClasses.${name}.spec.securityGroupSelectorTerms`,
                      queries: spec.securityGroupSelectorTerms.map(filtersOf),
                  },
              ]
            : [],
    );
    if (classes.length > 0 && own.length === classes.length) return own;
    const given = Object.values(discovery.securityGroups);
    const { securityGroupSelectorTerms } = selectorTerms(discovery);
    // Given groups are queried by ID, because they may not have the discovery tag yet.
    const byId = given.length ? [[{ name: "group-id", values: given }]] : [];
    return [
        { path: "discovery.securityGroups", queries: [...byId, ...securityGroupSelectorTerms.map(filtersOf)] },
        ...own,
    ];
}

function filtersOf({ id, name, tags = {} }: SecurityGroupSelectorTerm): GroupFilter[] {
    const filter = (name: string, value: Input<string>) => ({ name, values: [value] });
    return [
        ...(id === undefined ? [] : [filter("group-id", id)]),
        ...(name === undefined ? [] : [filter("group-name", name)]),
        ...Object.entries(tags).map(([key, value]) => filter(`tag:${key}`, value)),
    ];
}
