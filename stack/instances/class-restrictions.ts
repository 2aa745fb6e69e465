import { isKnown } from "../../components/inputs/plain.ts";
import { aliasOf, amiFamilyOf } from "../../components/nodes/node-class.ts";
import type { AmiFamily, EC2NodeClassSpec, NetworkInterface } from "../../components/nodes/node-class-spec.ts";
import type { InstanceType } from "./instance-type.ts";

/** The restrictions of a node class on instance types. */
export interface ClassRestrictions {
    /** `linux` or `windows`; `undefined` if unknown. */
    system: string | undefined;
    windowsBuild: string | undefined;
    /** Whether it may have capacity reservations. */
    reserves: boolean;
    /** Whether the architectures of its images are known. */
    imagesKnown: boolean;
    /** Whether an instance type fits the known restrictions. */
    fits(type: InstanceType): boolean;
    /** Further restrictions that are unknown before the deployment. */
    unknown: string[];
}

/** A node class about which nothing is known. */
export const unknownClass: ClassRestrictions = {
    system: undefined,
    windowsBuild: undefined,
    reserves: true,
    imagesKnown: true,
    fits: () => true,
    unknown: ["the node class"],
};

type Check = (type: InstanceType) => boolean;

const allow: Check = () => true;
const onNitro: Check = ({ hypervisor }) => hypervisor === "nitro";

/**
 * The restrictions of a class's spec. `instanceStorePolicy` is none: it uses the disks that an instance has and requires none.
 * Source: Karpenter 1.14.3 and 1.15.0, pkg/providers/instancetype/compatibility; for images, pkg/providers/amifamily.
 */
export function restrictionsOf(spec: EC2NodeClassSpec): ClassRestrictions {
    const alias = isKnown(spec.amiSelectorTerms) ? aliasOf(spec) : undefined;
    // A class without alias and `amiFamily` belongs to no family.
    const none = spec.amiFamily === undefined && isKnown(spec.amiSelectorTerms) ? "Custom" : undefined;
    const family = amiFamilyOf(spec) ?? none;
    // Only AWS knows the strategy of a placement group.
    const unknown = spec.placementGroupSelector === undefined ? [] : ["the class's placement group"];
    if (family === undefined) unknown.push("the class's images");
    const checkOf = <T>(field: string, given: T | undefined, check: (known: T) => Check): Check => {
        if (given === undefined) return allow;
        if (isKnown(given)) return check(given);
        unknown.push(`the class's ${field}`);
        return allow;
    };
    const checks = [
        familyCheck(family),
        imageCheck(alias?.family),
        checkOf("networkInterfaces", spec.networkInterfaces, interfaceCheck),
        checkOf("connectionTracking", spec.connectionTracking, () => onNitro),
        checkOf("cpuOptions", spec.cpuOptions, ({ nestedVirtualization }) =>
            nestedVirtualization === "enabled" ? type => type.nestedVirtualization : allow,
        ),
        checkOf("enclaveOptions", spec.enclaveOptions, ({ enabled }) => (enabled ? type => type.enclaves : allow)),
    ].filter(check => check !== allow);
    return {
        system: family?.startsWith("Windows") ? "windows" : family && "linux",
        windowsBuild: family && windowsBuilds[family],
        reserves: spec.capacityReservationSelectorTerms !== undefined,
        imagesKnown: alias !== undefined,
        fits: type => checks.every(fits => fits(type)),
        unknown,
    };
}

/** Source: Karpenter's pkg/apis/v1/labels.go. */
const windowsBuilds: { [family in AmiFamily]?: string } = {
    Windows2019: "10.0.17763",
    Windows2022: "10.0.20348",
    Windows2025: "10.0.26100",
};

function familyCheck(family: AmiFamily | undefined): Check {
    if (family === "AL2023") return ({ name }) => !name.startsWith("a1.");
    if (family?.startsWith("Windows")) return ({ architecture }) => architecture === "amd64";
    return allow;
}

/** Excludes arm64 types with devices for which an alias has no image. */
function imageCheck(alias: AmiFamily | undefined): Check {
    if (alias === undefined) return allow;
    const lacking: Check = ({ accelerator, gpu }) =>
        accelerator !== undefined || (gpu !== undefined && alias === "AL2");
    return type => type.architecture !== "arm64" || !lacking(type);
}

function interfaceCheck(interfaces: NetworkInterface[]): Check {
    const efas = interfaces.filter(({ interfaceType }) => interfaceType === "efa-only").length;
    return type =>
        type.networkCards.length > 0 &&
        efas <= type.efas &&
        interfaces.every(
            ({ networkCardIndex, deviceIndex }) =>
                Number(deviceIndex) < (type.networkCards[Number(networkCardIndex)] ?? 0),
        );
}
