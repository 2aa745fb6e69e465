import { plain } from "../../inputs/plain.ts";
import { SelectBy } from "../../network/discovery-args.ts";
import { below } from "../../problems/path.ts";
import { count, type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

const kinds = {
    subnets: { pattern: /^subnet-[0-9a-z]+$/, example: "subnet-0123456789abcdef0" },
    securityGroups: { pattern: /^sg-[0-9a-z]+$/, example: "sg-0123456789abcdef0" },
} as const;
type Kind = keyof typeof kinds;

/** The given IDs of a kind, each with its path. Pending IDs are `undefined`. */
const idsOf = ({ discovery }: Resolved, kind: Kind) =>
    Object.entries(discovery[kind]).map(([name, value]) => ({
        path: below(`discovery.${kind}`, name),
        id: plain<string>(value),
    }));

const eachKind = Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][];

/** Requires IDs of the right kind. */
export const discoveryIds: Rule<Resolved> = {
    name: "discovery-ids",
    verdict: "invalid",
    says: "`discovery.subnets` holds subnet IDs, and `discovery.securityGroups` holds security group IDs.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
    *find(args): Generator<Problem> {
        for (const [kind, { pattern, example }] of eachKind)
            for (const { path, id } of idsOf(args, kind))
                if (id !== undefined && !pattern.test(id))
                    yield { path, message: `found ${show(id)}, expected an id such as "${example}"` };
    },
};

/** Requires distinct IDs, since each ID gets its own tag resource. */
export const discoveryOnce: Rule<Resolved> = {
    name: "discovery-once",
    verdict: "invalid",
    says: "No ID is set twice: two resources would manage one discovery tag, and deleting either would remove it.",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/tag/",
    *find(args): Generator<Problem> {
        for (const [kind] of eachKind) {
            const first = new Map<string, string>();
            for (const { path, id } of idsOf(args, kind)) {
                if (id === undefined) continue;
                const earlier = first.get(id);
                if (earlier) yield { path, message: `found ${show(id)}, which ${earlier} has already; remove one` };
                else first.set(id, path);
            }
        }
    },
};

/** Requires `discovery.taggedByOthers` to name IDs of the stack. */
export const taggedByOthers: Rule<Resolved> = {
    name: "tagged-by-others",
    verdict: "invalid",
    says: "Each ID in `discovery.taggedByOthers` is also in `discovery.subnets` or `discovery.securityGroups`.",
    source: "the component, which tags all other given IDs",
    *find(args): Generator<Problem> {
        const given = new Set(eachKind.flatMap(([kind]) => idsOf(args, kind).map(({ id }) => id)));
        if (given.has(undefined)) return;
        for (const [index, id] of args.discovery.taggedByOthers.entries())
            if (!given.has(id))
                yield {
                    path: `discovery.taggedByOthers[${index}]`,
                    message: `found ${show(id)}, which is not in discovery.subnets or discovery.securityGroups; add it there, or remove it`,
                };
    },
};

/** The CRD's limit on the terms of a node class's selector. */
const maxTerms = 30;
const terms = { subnets: "subnetSelectorTerms", securityGroups: "securityGroupSelectorTerms" } as const;

/** Requires 1 to 30 IDs to select by. */
export const selectById: Rule<Resolved> = {
    name: "select-by-id",
    verdict: "invalid",
    says: "With `discovery.selectBy: Id`, there are 1 to 30 subnets and 1 to 30 security groups, unless selector terms replace them.",
    source: "CRD of EC2NodeClass, maxItems of the selector terms",
    *find({ discovery }): Generator<Problem> {
        for (const [kind] of eachKind) {
            const found = Object.keys(discovery[kind]).length;
            const selected = discovery.selectBy === SelectBy.Id && discovery[terms[kind]] === undefined;
            if (!selected || (found > 0 && found <= maxTerms)) continue;
            const message =
                found === 0
                    ? `missing, expected ids to select by; or set discovery.selectBy to Tag, or set discovery.${terms[kind]}`
                    : `found ${count(found, "id")}, expected at most ${maxTerms}, the limit of a node class; set discovery.selectBy to Tag`;
            yield { path: `discovery.${kind}`, message };
        }
    },
};
