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

/** The ids given of a kind, each with its path; no id where it is not known yet. */
const idsOf = ({ discovery }: Resolved, kind: Kind) =>
    Object.entries(discovery[kind]).map(([name, value]) => ({
        path: below(`discovery.${kind}`, name),
        id: plain<string>(value),
    }));

const eachKind = Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][];

/** An id is one of its kind. */
export const discoveryIds: Rule<Resolved> = {
    name: "discovery-ids",
    verdict: "invalid",
    says: "`discovery.subnets` holds ids of subnets, `discovery.securityGroups` ids of security groups.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
    *find(args): Generator<Problem> {
        for (const [kind, { pattern, example }] of eachKind)
            for (const { path, id } of idsOf(args, kind))
                if (id !== undefined && !pattern.test(id))
                    yield { path, message: `found ${show(id)}, expected an id such as "${example}"` };
    },
};

/** An id stands under one name: two tags on one subnet would be one tag, which goes when either does. */
export const discoveryOnce: Rule<Resolved> = {
    name: "discovery-once",
    verdict: "invalid",
    says: "No id is given twice: its discovery tag would be two resources, and go with either.",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/tag/",
    *find(args): Generator<Problem> {
        for (const [kind] of eachKind) {
            const first = new Map<string, string>();
            for (const { path, id } of idsOf(args, kind)) {
                if (id === undefined) continue;
                const earlier = first.get(id);
                if (earlier) yield { path, message: `found ${show(id)}, which ${earlier} has already` };
                else first.set(id, path);
            }
        }
    },
};

/** A tag is left to others on what is selected. */
export const taggedByOthers: Rule<Resolved> = {
    name: "tagged-by-others",
    verdict: "invalid",
    says: "The ids in `discovery.taggedByOthers` are among those in `discovery.subnets` and `discovery.securityGroups`.",
    source: "the component: it tags the given ids but for these",
    *find(args): Generator<Problem> {
        const given = new Set(eachKind.flatMap(([kind]) => idsOf(args, kind).map(({ id }) => id)));
        if (given.has(undefined)) return;
        for (const [index, id] of args.discovery.taggedByOthers.entries())
            if (!given.has(id))
                yield {
                    path: `discovery.taggedByOthers[${index}]`,
                    message: `found ${show(id)}, which is none of the ids in discovery.subnets and discovery.securityGroups`,
                };
    },
};

/** The CRD's bound on the terms of a node class's selector. */
const maxTerms = 30;
const terms = { subnets: "subnetSelectorTerms", securityGroups: "securityGroupSelectorTerms" } as const;

/** There are ids to select by, and not too many. */
export const selectById: Rule<Resolved> = {
    name: "select-by-id",
    verdict: "invalid",
    says: "With `discovery.selectBy: Id` there are 1 to 30 subnets and 1 to 30 security groups, unless selector terms take their place.",
    source: "CRD of EC2NodeClass, maxItems of the selector terms",
    *find({ discovery }): Generator<Problem> {
        for (const [kind] of eachKind) {
            const found = Object.keys(discovery[kind]).length;
            const selected = discovery.selectBy === SelectBy.Id && discovery[terms[kind]] === undefined;
            if (!selected || (found > 0 && found <= maxTerms)) continue;
            const message =
                found === 0
                    ? "missing, expected ids to select by; or set discovery.selectBy to Tag, or selector terms of your own"
                    : `found ${count(found, "id")}, of which a node class takes ${maxTerms} at most; set discovery.selectBy to Tag`;
            yield { path: `discovery.${kind}`, message };
        }
    },
};
