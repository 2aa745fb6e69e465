import type { Values } from "../controller/install-args.ts";
import { plain } from "../inputs/plain.ts";

/** The feature gates that the chart enables by default. */
const on = ["featureGates.reservedCapacity"];

/** Whether a feature gate is enabled (`featureGates.nodeOverlay`, `awsFeatureGates.nodeClassCEL`); `undefined` if it is pending. */
export function gateOf({ values }: { values: Values }, gate: string): boolean | undefined {
    const [group = "", name = ""] = gate.split(".");
    const gates = values.settings?.[group];
    if (gates === undefined || gates?.[name] === undefined) return on.includes(gate);
    const value = plain(gates[name]);
    return value === undefined ? undefined : value === true || value === "true";
}
