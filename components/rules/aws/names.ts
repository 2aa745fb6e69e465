import { events } from "../../aws/events.ts";
import { limits, namesOf, PolicyPart } from "../../aws/names.ts";
import type { NamesArgs } from "../../aws/names-args.ts";
import { type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** The length of the longest suffix, including the dash before it. */
const longest = (suffixes: object): number => 1 + Math.max(...Object.keys(suffixes).map(({ length }) => length));

const inIam = { pattern: /^[\w+=,.@-]+$/, allowed: "letters, digits and +=,.@_-" };
const forms: { [K in keyof NamesArgs]: { limit: number; pattern: RegExp; allowed: string } } = {
    nodeRole: { limit: limits.role, ...inIam },
    controllerRole: { limit: limits.role, ...inIam },
    policies: { limit: limits.policy - longest(PolicyPart), ...inIam },
    queue: { limit: limits.queue, pattern: /^[\w-]+$/, allowed: "letters, digits, _ and -" },
    rules: { limit: limits.rule - longest(events), pattern: /^[\w.-]+$/, allowed: "letters, digits and ._-" },
};

/** Requires names that AWS accepts. Names derived from the cluster's name always fit. */
export const nameForm: Rule<Resolved> = {
    name: "name-form",
    verdict: "invalid",
    says: "Names in `names` have only characters that IAM, SQS and EventBridge accept; with the component's suffixes, roles have at most 64 characters, policies 128, the queue 80 and rules 64.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    *find({ names }): Generator<Problem> {
        for (const [key, { limit, pattern, allowed }] of Object.entries(forms)) {
            const found = names[key as keyof NamesArgs];
            if (typeof found === "string" && (found.length > limit || !pattern.test(found)))
                yield {
                    path: `names.${key}`,
                    message: `found ${show(found)}, expected 1 to ${limit} characters: ${allowed}`,
                };
        }
    },
};

/** Requires different names for the controller's role and the node role. */
export const separateRoles: Rule<Resolved> = {
    name: "separate-roles",
    verdict: "invalid",
    says: "The controller's role and the node role have different names.",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
    *find({ cluster, names }): Generator<Problem> {
        const { nodeRole, controllerRole } = namesOf(cluster.name, names, "");
        if (nodeRole === controllerRole)
            yield {
                path: "names.controllerRole",
                message: `found ${show(nodeRole)}, which is also the node role's name; set another`,
            };
    },
};
