import { familyOf, type Place, sizeOf } from "../instances/labels.ts";
import { type Launch, type Launches, mayLaunch } from "../instances/launch.ts";
import { anyNodeClass, nodeClassOf } from "../instances/node-class.ts";
import { bySize, type InstanceType, instanceTable } from "../instances/table.ts";
import { type Documents, json, type Manifest } from "./documents.ts";
import { secretText, unknownText } from "./shown.ts";

/** What the node pools of a stack may launch. */
export interface StackLaunches {
    region: string;
    /** Where what is known of instance types is from. */
    source: string;
    /** How new that is. */
    date: string;
    pools: PoolLaunches[];
}

export interface PoolLaunches extends Launches {
    name: string;
    smallest: InstanceType | undefined;
    largest: InstanceType | undefined;
}

/** What the node pools among the documents may launch; `undefined` where there are none. */
export function launchesOf({ manifests, values }: Documents, stack: { region: string }): StackLaunches | undefined {
    const pools = manifests.filter(({ kind }) => kind === "NodePool");
    if (pools.length === 0) return undefined;
    const classes = manifests.filter(({ kind }) => kind === "EC2NodeClass");
    const nodeClasses = new Map(classes.map(({ metadata, spec }) => [metadata.name, nodeClassOf(known(spec ?? {}))]));
    const minValuesPolicy = values.map(([, chart]) => (chart as any)?.settings?.minValuesPolicy).find(Boolean);
    const placeOf = ({ spec }: Manifest): Place => ({
        region: stack.region,
        nodeClass: nodeClasses.get(spec?.template?.spec?.nodeClassRef?.name) ?? anyNodeClass,
        minValuesPolicy,
    });
    const { source, date } = instanceTable();
    return { region: stack.region, source, date, pools: pools.map(pool => poolLaunches(pool, placeOf(pool))) };
}

function poolLaunches({ metadata: { name }, spec = {} }: Manifest, place: Place): PoolLaunches {
    const { launches, unknown } = mayLaunch(known(spec), place);
    const [first, ...others] = launches.map(({ type }) => type);
    return {
        name,
        launches,
        unknown,
        smallest: others.reduce((least, type) => (bySize(type, least!) < 0 ? type : least), first),
        largest: others.reduce((most, type) => (bySize(type, most!) > 0 ? type : most), first),
    };
}

/**
 * The same as a file, to compare in a review: for each pool how many instance types there are, of which architecture and capacity type,
 * and of each family the sizes.
 */
export function instancesFile({ pools, ...stack }: StackLaunches): string {
    const entries = pools.map(({ name, launches, unknown, smallest, largest }) => [
        name,
        {
            types: launches.length,
            ...(unknown.length && { atMost: unknown }),
            smallest: smallest?.name,
            largest: largest?.name,
            architectures: counts(launches.map(({ type }) => type.architecture)),
            capacityTypes: counts(launches.flatMap(({ capacityTypes }) => capacityTypes)),
            families: sizesByFamily(launches),
        },
    ]);
    return json({ ...stack, pools: Object.fromEntries(entries) });
}

const counts = (values: string[]): { [value: string]: number } =>
    Object.fromEntries([...new Set(values)].sort().map(value => [value, values.filter(each => each === value).length]));

/** `large xlarge 2xlarge` by `m5`, families by name, sizes as they grow. */
function sizesByFamily(launches: Launch[]): { [family: string]: string } {
    const families = Map.groupBy(launches, ({ type }) => familyOf(type));
    return Object.fromEntries(
        Array.from(families, ([family, launches]) => [family, launches.map(({ type }) => sizeOf(type)).join(" ")]),
    );
}

const unknown = new Promise<never>(() => {});

/** A rendered value as rules take it: what is not shown in it is not known, as a promise is. */
function known(value: any): any {
    if (value === secretText || value === unknownText) return unknown;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(known);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each)]));
}
