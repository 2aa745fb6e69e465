import { defaultNodeClass } from "../../nodes/node-pool.ts";
import { plain } from "../plain.ts";
import { type Problem, show } from "../problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool, Stack } from "../stack.ts";

const path = "spec.template.spec.nodeClassRef.name";

const declared = (classes: string[]): string =>
    classes.length ? `declared: ${classes.slice(0, 10).join(", ")}` : "none is declared";

const classesOf = ({ args }: Stack): string[] => Object.keys(args.nodeClasses ?? {});

/** A pool has a class. */
export const classNamed: Rule<Pool> = {
    name: "class-named",
    verdict: "invalid",
    says: "A pool names its node class, unless one is named like the pool or there is only one.",
    source: crd("NodePool"),
    *find({ name, spec }, stack): Generator<Problem> {
        const classes = classesOf(stack);
        if (spec.template?.spec?.nodeClassRef?.name !== undefined || defaultNodeClass(name, classes)) return;
        yield { path, message: `missing, expected the name of a node class; ${declared(classes)}` };
    },
};

/** A pool's class is one of the stack's, where the stack has any. */
export const classDeclared: Rule<Pool> = {
    name: "class-declared",
    verdict: "refused",
    says: "A pool's node class is one of the stack's, where the stack has any: without its class a pool launches nothing.",
    source: "controller: NodeClassReady=False, NodeClassNotFound",
    *find({ spec }, stack): Generator<Problem> {
        const classes = classesOf(stack);
        const { group, name } = spec.template?.spec?.nodeClassRef ?? {};
        const found = plain<string>(name);
        if (!found || classes.length === 0 || classes.includes(found) || plain(group) !== "karpenter.k8s.aws") return;
        yield { path, message: `found ${show(found)}, expected the name of a node class; ${declared(classes)}` };
    },
};

/** A pool refers to an EC2NodeClass. */
export const classKind: Rule<Pool> = {
    name: "class-kind",
    verdict: "refused",
    says: "A pool's `nodeClassRef` is of group `karpenter.k8s.aws` and kind `EC2NodeClass`: the controller passes over pools of another.",
    source: "controller, nodepoolutils.IsManaged",
    *find({ spec }): Generator<Problem> {
        const expected = { group: "karpenter.k8s.aws", kind: "EC2NodeClass" };
        for (const [field, value] of Object.entries(expected) as ["group" | "kind", string][]) {
            const found = plain<string>(spec.template?.spec?.nodeClassRef?.[field]);
            if (found === undefined || found === "" || found === value) continue;
            yield {
                path: `spec.template.spec.nodeClassRef.${field}`,
                message: `found ${show(found)}, expected ${show(value)}`,
            };
        }
    },
};
