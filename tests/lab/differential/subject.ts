import type { KarpenterArgs } from "../../../components/args.ts";
import { manifestsOf } from "../../../components/manifests.ts";
import type { Problem } from "../../../components/problems/problem.ts";
import { resolve } from "../../../components/resolve.ts";
import { check, violations } from "../../../components/rules/check.ts";
import { schema } from "../../../components/rules/schema/args.generated.ts";
import { problemsIn } from "../../../components/rules/schema/structure.ts";
import type { Version } from "../../../lab/tools/tools.ts";
import type { Entry } from "./documents/documents.ts";

const someClass = { spec: { amiSelectorTerms: [{ alias: "al2023@v20260101" }] } };

/** A stack with the entry and what it takes. */
export function argsOf(
    { kind, name, labels, annotations, spec, classes = [], stack }: Entry,
    version: Version,
): KarpenterArgs {
    const given = {
        [name]: { spec, ...(labels !== undefined && { labels }), ...(annotations !== undefined && { annotations }) },
    };
    return {
        cluster: { name: "dev", oidcIssuer: "https://oidc.example/id/1" },
        install: { version },
        ...stack,
        ...(kind === "NodePool" && {
            nodePools: given,
            nodeClasses: Object.fromEntries(classes.map(each => [each, someClass])),
        }),
        ...(kind === "EC2NodeClass" && { nodeClasses: given }),
        ...(kind === "NodeOverlay" && { nodeOverlays: given }),
    } as KarpenterArgs;
}

/** What the API server gets of an entry. */
export function manifestOf(entry: Entry, version: Version): object {
    const wired: any = { nodeRole: "nodes", queueName: "queue", controllerRoleArn: "role" };
    const { nodeClasses, nodePools, nodeOverlays } = manifestsOf(resolve(argsOf(entry, version)), wired);
    const made = { EC2NodeClass: nodeClasses, NodePool: nodePools, NodeOverlay: nodeOverlays }[entry.kind];
    return made[0]!;
}

/** What is said of an entry that makes it invalid, and the rules that say so; none, where it is its structure. */
export function ours(entry: Entry, version: Version): { problems: Problem[]; rules: string[] } {
    const args = argsOf(entry, version);
    const problems = check(args).problems.filter(({ rule }) => rule === undefined);
    if (problems.length === 0 || [...problemsIn(args, schema)].length > 0) return { problems, rules: [] };
    const rules = [...violations(args)].filter(({ rule }) => rule.verdict === "invalid").map(({ rule }) => rule.name);
    return { problems, rules: [...new Set(rules)] };
}
