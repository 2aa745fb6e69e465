import type { ClassRestrictions } from "./class-restrictions.ts";
import type { InstanceType } from "./instance-type.ts";

/** The region and node class of a launch. */
export interface LaunchContext {
    /** `undefined` if unknown. */
    region: string | undefined;
    nodeClass: ClassRestrictions;
    /** The controller's `settings.minValuesPolicy`. Defaults to `Strict`. */
    minValuesPolicy?: string;
}

/** The values of a label: empty if an instance type lacks the label, `undefined` if they are unknown before the launch. */
type Values = string[] | undefined;

const aws = (name: string): string => `karpenter.k8s.aws/${name}`;

export const instanceTypeLabel = "node.kubernetes.io/instance-type";
export const capacityTypeLabel = "karpenter.sh/capacity-type";
export const regionLabel = "topology.kubernetes.io/region";
export const zoneLabel = "topology.kubernetes.io/zone";
export const zoneLabels = [zoneLabel, "topology.k8s.aws/zone-id"];

/** Labels of a capacity reservation. */
export const reservationLabels = [
    aws("capacity-reservation-id"),
    aws("capacity-reservation-type"),
    aws("capacity-reservation-interruptible"),
];

const known = (value: string | undefined): Values => (value === undefined ? undefined : [value]);
/** A label with one value; absent if that is `undefined`. */
const one = (value: string | number | boolean | undefined): string[] => (value === undefined ? [] : [String(value)]);
/** A label with a quantity; absent if that is 0. */
const some = (quantity: number): string[] => (quantity === 0 ? [] : [String(quantity)]);
const kebab = (name: string | undefined): string | undefined => name?.toLowerCase().replaceAll(" ", "-");

/** `m`, and `7` of `m7i-flex.large`; `u` and `1` of `u-6tb1.metal`. */
const scheme = /^([a-z]+)(?:-[0-9]+tb)?([0-9]+).*\./;
const categoryOf = ({ name }: InstanceType) => scheme.exec(name)?.[1];
const generationOf = ({ name }: InstanceType) => scheme.exec(name)?.[2];
export const familyOf = ({ name }: Pick<InstanceType, "name">): string => name.split(".", 1)[0]!;
export const sizeOf = ({ name }: Pick<InstanceType, "name">): string => name.slice(name.indexOf(".") + 1);

/** The capacity types of an instance type. */
export const capacityTypesOf = ({ usageClasses }: InstanceType, { reserves }: ClassRestrictions): string[] => [
    ...usageClasses.filter(each => each === "on-demand" || each === "spot"),
    ...(reserves ? ["reserved"] : []),
];

const ofReservation = (_: InstanceType, { nodeClass }: LaunchContext): Values => (nodeClass.reserves ? undefined : []);

/**
 * The labels that Karpenter computes for an instance type before launch. Source: Karpenter 1.14.3 and 1.15.0,
 * pkg/providers/instancetype/types.go, `computeRequirements`.
 */
const rules: { [label: string]: (type: InstanceType, context: LaunchContext) => Values } = {
    [instanceTypeLabel]: ({ name }) => [name],
    "kubernetes.io/arch": ({ architecture }) => [architecture],
    "kubernetes.io/os": ({ architecture }, { nodeClass: { system } }) =>
        system === "windows" && architecture !== "amd64" ? [] : known(system),
    "node.kubernetes.io/windows-build": (_, { nodeClass: { system, windowsBuild } }) =>
        known(system) && one(windowsBuild),
    [regionLabel]: (_, { region }) => known(region),
    [zoneLabel]: () => undefined,
    [zoneLabels[1]!]: () => undefined,
    [capacityTypeLabel]: (type, { nodeClass }) => capacityTypesOf(type, nodeClass),
    [reservationLabels[0]!]: ofReservation,
    [reservationLabels[1]!]: ofReservation,
    [reservationLabels[2]!]: ofReservation,
    [aws("instance-cpu")]: ({ cpus }) => [String(cpus)],
    [aws("instance-cpu-manufacturer")]: ({ cpuManufacturer }) => one(kebab(cpuManufacturer)),
    [aws("instance-cpu-sustained-clock-speed-mhz")]: ({ clockSpeed }) => [String(clockSpeed)],
    [aws("instance-memory")]: ({ memory }) => [String(memory)],
    [aws("instance-ebs-bandwidth")]: ({ ebsBandwidth }) => some(ebsBandwidth),
    [aws("instance-network-bandwidth")]: ({ networkBandwidth }) => some(networkBandwidth),
    [aws("instance-category")]: type => one(categoryOf(type)),
    [aws("instance-capability-flex")]: type => one(familyOf(type).includes("-flex")),
    [aws("instance-family")]: type => [familyOf(type)],
    [aws("instance-generation")]: type => one(generationOf(type)),
    [aws("instance-local-nvme")]: ({ localNvme }) => some(localNvme),
    [aws("instance-size")]: type => [sizeOf(type)],
    [aws("instance-gpu-name")]: ({ gpu }) => one(kebab(gpu?.name)),
    [aws("instance-gpu-manufacturer")]: ({ gpu }) => one(kebab(gpu?.manufacturer)),
    [aws("instance-gpu-count")]: ({ gpu }) => one(gpu?.count),
    [aws("instance-gpu-memory")]: ({ gpu }) => one(gpu?.memory),
    [aws("instance-accelerator-name")]: ({ accelerator }) => one(kebab(accelerator?.name)),
    [aws("instance-accelerator-manufacturer")]: ({ accelerator }) => one(kebab(accelerator?.manufacturer)),
    [aws("instance-accelerator-count")]: ({ accelerator }) => one(accelerator?.count),
    [aws("instance-hypervisor")]: ({ hypervisor }) => [hypervisor],
    [aws("instance-encryption-in-transit-supported")]: ({ encryptionInTransit }) => [String(encryptionInTransit)],
    [aws("instance-tenancy")]: () => ["default", "dedicated"],
};

/** Whether a label describes instance types. All other labels are the user's own. */
export const isOfInstances = (label: string): boolean => Object.hasOwn(rules, label);

/** An instance type's values of a label: empty if it lacks the label, `undefined` if they are unknown. */
export const valuesOf = (type: InstanceType, label: string, context: LaunchContext): string[] | undefined =>
    isOfInstances(label) ? rules[label]!(type, context) : undefined;

/** All known labels of an instance type. */
export function labelsOf(type: InstanceType, context: LaunchContext): { [label: string]: string[] } {
    const labels = Object.keys(rules).map(label => [label, valuesOf(type, label, context) ?? []] as const);
    return Object.fromEntries(labels.filter(([, values]) => values.length > 0));
}
