import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import type { Problem } from "../../components/problems/problem.ts";
import { secretText } from "../file/stack-file.ts";
import { restrictionsOf, unknownClass } from "../instances/class-restrictions.ts";
import type { InstanceType } from "../instances/instance-type.ts";
import type { LaunchContext } from "../instances/labels.ts";
import { type Launches, mayLaunch } from "../instances/launch.ts";
import { bySize, instanceTable } from "../instances/table.ts";
import { unknownRegion } from "../instances/unknown-instance.ts";
import { unknownText } from "../offline/shown.ts";
import type { Documents, Manifest } from "./documents.ts";

/** Instance types that a stack's node pools can launch. */
export interface StackLaunches {
    region: string;
    /** Source of the instance type data. */
    source: string;
    /** Date of the instance type data. */
    date: string;
    pools: PoolLaunches[];
    /** Remarks below the table. */
    notes: Problem[];
}

export interface PoolLaunches extends Launches {
    name: string;
    smallest: InstanceType | undefined;
    largest: InstanceType | undefined;
}

/** A node pool with its launch context, and a key that equal questions share. */
interface PoolInContext {
    pool: { name: string; spec: NodePoolSpec };
    context: LaunchContext;
    key: string;
}

/** Instance types that the node pools can launch; `undefined` without node pools. */
export function launchesOf(documents: Documents, { region }: { region: string }): StackLaunches | undefined {
    if (!documents.manifests.some(isPool)) return undefined;
    // In large stacks, many pools have the same requirements and equal node classes.
    const cache = new Map<string, Omit<PoolLaunches, "name">>();
    const pools = poolsInContext(documents, region).map(({ pool, context, key }) => {
        const answer = cache.get(key) ?? withExtremes(mayLaunch(pool.spec, context));
        cache.set(key, answer);
        return { name: pool.name, ...answer };
    });
    const { source, date } = instanceTable();
    return {
        region,
        source,
        date,
        pools,
        notes: unknownRegion(region),
    };
}

const isPool = ({ kind }: Manifest): boolean => kind === "NodePool";

function poolsInContext({ manifests, values }: Documents, region: string): PoolInContext[] {
    const classes = manifests.filter(({ kind }) => kind === "EC2NodeClass");
    const specs = new Map(classes.map(({ metadata, spec = {} }) => [metadata.name, spec]));
    const minValuesPolicy = values.map(([, chart]) => (chart as any)?.settings?.minValuesPolicy).find(Boolean);
    return manifests.filter(isPool).map(({ metadata: { name }, spec = {} }) => {
        const { metadata, spec: node } = spec.template ?? {};
        const ofClass = specs.get(node?.nodeClassRef?.name);
        const nodeClass = ofClass ? restrictionsOf(withPromises(ofClass)) : unknownClass;
        return {
            pool: { name, spec: withPromises(spec) },
            context: { region, nodeClass, minValuesPolicy },
            key: JSON.stringify([metadata?.labels, node?.requirements, spec.limits, ofClass]),
        };
    });
}

function withExtremes({ launches, unknown }: Launches): Omit<PoolLaunches, "name"> {
    const [first, ...others] = launches.map(({ type }) => type);
    const smallest = others.reduce((least, type) => (bySize(type, least!) < 0 ? type : least), first);
    const largest = others.reduce((most, type) => (bySize(type, most!) > 0 ? type : most), first);
    return { launches, unknown, smallest, largest };
}

const unknown = new Promise<never>(() => {});

/** A rendered value as rules take it, with a promise for each secret or unknown. */
function withPromises(value: any): any {
    if (value === secretText || value === unknownText) return unknown;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(withPromises);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withPromises(each)]));
}
