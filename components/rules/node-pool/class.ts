import { plain } from "../../inputs/plain.ts";
import { defaultNodeClass } from "../../nodes/node-pool.ts";
import { listed, type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import { once, type Pool } from "../stack.ts";

const path = "spec.template.spec.nodeClassRef.name";

const inWords = once(({ declared }) => (declared.size ? `declared: ${listed([...declared])}` : "none is declared"));

/** Requires a pool to name its node class, unless there is a default. */
export const classNamed: Rule<Pool> = {
    name: "class-named",
    verdict: "invalid",
    says: "A pool names its node class, unless a class has the pool's name or the stack has only one class.",
    source: crd("NodePool"),
    *find({ name, spec }, stack): Generator<Problem> {
        if (spec.template?.spec?.nodeClassRef?.name !== undefined || defaultNodeClass(name, stack.declared)) return;
        yield { path, message: `missing, expected the name of a node class; ${inWords(stack)}` };
    },
};

/** Requires a node class of the stack, if the stack has any. */
export const classDeclared: Rule<Pool> = {
    name: "class-declared",
    verdict: "refused",
    says: "A pool's node class is one of the stack's, if the stack has any: without its class, a pool launches nothing.",
    source: "controller: NodeClassReady=False, NodeClassNotFound",
    *find({ spec }, stack): Generator<Problem> {
        const { declared } = stack;
        const { group, name } = spec.template?.spec?.nodeClassRef ?? {};
        const found = plain<string>(name);
        if (!found || declared.size === 0 || declared.has(found) || plain(group) !== "karpenter.k8s.aws") return;
        yield { path, message: `found ${show(found)}, expected the name of a node class; ${inWords(stack)}` };
    },
};

/** Requires a reference to an EC2NodeClass. */
export const classKind: Rule<Pool> = {
    name: "class-kind",
    verdict: "refused",
    says: "A pool's `nodeClassRef` has group `karpenter.k8s.aws` and kind `EC2NodeClass`: the controller ignores other pools.",
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
