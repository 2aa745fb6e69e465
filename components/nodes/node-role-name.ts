import { namesOf } from "../aws/names.ts";
import { plain } from "../inputs/plain.ts";
import type { Resolved } from "../resolve.ts";
import { bareName } from "./node-policies.ts";

/** The name of the node role without its path; `undefined` if it is pending. */
export function nodeRoleName(args: Pick<Resolved, "cluster" | "names" | "nodeRole">): string | undefined {
    const { cluster, names, nodeRole } = args;
    if (nodeRole.arn !== undefined) {
        const arn = plain<string>(nodeRole.arn);
        return arn === undefined ? undefined : bareName(arn);
    }
    const region = names.region ? plain<string>(cluster.region) : "";
    return region === undefined ? names.nodeRole : namesOf(cluster.name, names, region).nodeRole;
}
