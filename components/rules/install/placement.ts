import { isMap } from "../../inputs/merge.ts";
import { plain } from "../../inputs/plain.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";
import { valueAt } from "./value-at.ts";

/** Labels that distinguish nodes launched by Karpenter from others. */
const telling = ["karpenter.sh/nodepool", "eks.amazonaws.com/nodegroup", "eks.amazonaws.com/compute-type"];
const path = "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";

/** Warns if the controller can run on nodes that it launches. */
export const controllerNodes: Rule<Resolved> = {
    name: "controller-nodes",
    verdict: "warning",
    says: "The controller does not run on Karpenter's nodes: terms of `affinity.nodeAffinity` in the chart values replace the chart's, so each must exclude those nodes again (`karpenter.sh/nodepool DoesNotExist`).",
    source: "chart karpenter, values.yaml: affinity",
    *find(args): Generator<Problem> {
        const terms: unknown = valueAt(args, path);
        if (!Array.isArray(terms) || telling.some(label => Object.hasOwn(args.install.nodeSelector ?? {}, label)))
            return;
        for (const [index, term] of terms.entries()) {
            const expressions = isMap(term) ? (plain<unknown>(term.matchExpressions) ?? []) : undefined;
            if (!Array.isArray(expressions) || expressions.some(each => !isMap(each) || tells(plain(each.key))))
                continue;
            yield {
                path: `install.values.${path}[${index}]`,
                message:
                    "the controller can run on a node that it launched, and remove that node; add matchExpressions: [{key: karpenter.sh/nodepool, operator: DoesNotExist}]",
            };
        }
    },
};

/** Whether a key is one of these labels, or pending. */
const tells = (key: string | undefined): boolean => key === undefined || telling.includes(key);
