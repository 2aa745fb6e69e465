import type { KarpenterArgs } from "../args.ts";
import { versionOf } from "../defaults.ts";
import { defaultNodeClass } from "../nodes/node-pool.ts";
import type { DisruptionReason, NodePoolSpec } from "../nodes/node-pool-spec.ts";
import { checkObjectName } from "./object-name.ts";
import { plain } from "./plain.ts";
import { type Problem, show } from "./problem.ts";
import { minorOf } from "./versions.ts";

/** What would keep a node pool from working. */
export function checkNodePools(args: KarpenterArgs): Problem[] {
    const { nodePools = {}, nodeClasses = {} } = args;
    const classes = Object.keys(nodeClasses);
    const minor = minorOf(versionOf(args)) ?? "";
    return Object.entries(nodePools).flatMap(([name, { spec = {} }]) => [
        ...checkObjectName(`nodePools.${name}`, "labelled", name),
        ...checkClass(name, spec, classes),
        ...checkReasons(`nodePools.${name}.spec.disruption`, spec, minor),
    ]);
}

/** What is likely unwanted in a node pool. */
export const doubtNodePools = ({ nodePools = {} }: KarpenterArgs): Problem[] =>
    Object.entries(nodePools)
        .filter(([, { spec }]) => spec?.template?.spec?.terminationGracePeriod === undefined)
        .map(([name]) => ({
            path: `nodePools.${name}.spec.template.spec.terminationGracePeriod`,
            message: "missing: a pod that must not be disrupted can hold its node, and pulumi destroy, for ever",
        }));

function checkClass(pool: string, spec: NodePoolSpec, classes: string[]): Problem[] {
    const ref = spec.template?.spec?.nodeClassRef;
    const path = `nodePools.${pool}.spec.template.spec.nodeClassRef.name`;
    const declared = classes.length ? `declared: ${classes.slice(0, 10).join(", ")}` : "none is declared";
    if (ref?.name === undefined)
        return defaultNodeClass(pool, classes) === undefined
            ? [{ path, message: `missing, expected the name of a node class; ${declared}` }]
            : [];
    const name = plain<string>(ref.name);
    // With no class here, classes are made elsewhere.
    if (name === undefined || classes.length === 0 || classes.includes(name)) return [];
    return [{ path, message: `found ${show(name)}, expected the name of a node class; ${declared}` }];
}

function checkReasons(path: string, { disruption }: NodePoolSpec, minor: string): Problem[] {
    if (minor !== "1.14") return [];
    return (disruption?.budgets ?? []).flatMap((budget, at) =>
        (budget.reasons ?? []).flatMap((reason, index) =>
            plain<DisruptionReason>(reason) === "Unhealthy"
                ? [
                      {
                          path: `${path}.budgets[${at}].reasons[${index}]`,
                          message: 'found "Unhealthy", which needs Karpenter 1.15',
                      },
                  ]
                : [],
        ),
    );
}
