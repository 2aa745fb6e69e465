import { isMap } from "../../inputs/merge.ts";
import { secondsOf } from "../../kubernetes/duration.ts";
import { below } from "../../problems/path.ts";
import { type Problem, quote, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import { isRead } from "../../upstream/chart.ts";
import type { Rule } from "../rule.ts";
import { valueAt } from "./value-at.ts";

/** The values that an option of the controller can have. */
interface Form {
    /** Whether the controller can parse the value. It silently ignores others. */
    reads: (text: string) => boolean;
    /** Whether the controller starts with the parsed value. */
    starts: (text: string) => boolean;
    expected: string;
}

const always = () => true;
const oneOf = (...allowed: string[]): Form => ({
    reads: always,
    starts: text => allowed.includes(text),
    expected: `allowed: ${allowed.join(", ")}`,
});
const duration: Form = {
    reads: text => secondsOf(text) !== undefined,
    starts: always,
    expected: "expected a duration such as 10s",
};
const aMinute: Form = {
    ...duration,
    starts: text => secondsOf(text)! >= 60,
    expected: "expected a duration of at least 1m",
};
const number: Form = {
    reads: text => Number.isFinite(Number(text)),
    starts: text => Number(text) >= 0,
    expected: "expected 0 or more",
};
/** Source: https://pkg.go.dev/strconv#ParseBool */
const reads = (text: string): boolean => /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text);
const boolean: Form = { reads, starts: always, expected: "allowed: true, false" };
const gate: Form = { ...boolean, reads: always, starts: reads };

const options: { [path: string]: Form } = {
    logLevel: oneOf("debug", "info", "error"),
    "settings.preferencePolicy": oneOf("Respect", "Ignore"),
    "settings.minValuesPolicy": oneOf("Strict", "BestEffort"),
    "settings.batchMaxDuration": duration,
    "settings.batchIdleDuration": duration,
    "settings.amiRefreshInterval": aMinute,
    "settings.subnetRefreshInterval": aMinute,
    "settings.securityGroupRefreshInterval": aMinute,
    "settings.vmMemoryOverheadPercent": number,
    "settings.reservedENIs": number,
    "settings.isolatedVPC": boolean,
    "settings.eksControlPlane": boolean,
    "settings.disableClusterStateObservability": boolean,
    "settings.disableDryRun": boolean,
};

/** Requires options that the controller can parse and start with. */
export const controllerOptions: Rule<Resolved> = {
    name: "controller-options",
    verdict: "refused",
    says: "The controller can parse its options (`logLevel`, `settings`, feature gates) and starts with them: unparsable options are silently ignored, and invalid ones stop the controller.",
    source: "controller, Options.AddFlags, Options.Parse and Options.Validate",
    *find(args, { minor }): Generator<Problem> {
        const gates = ["settings.featureGates", "settings.awsFeatureGates"].flatMap(group =>
            Object.keys(isMap(valueAt(args, group)) ? valueAt(args, group) : {}).map(
                name => [`${group}.${name}`, gate] as const,
            ),
        );
        for (const [path, form] of [...Object.entries(options), ...gates])
            if (isRead(path, minor)) yield* wrong(path, valueAt(args, path), form);
    },
};

function* wrong(path: string, value: unknown, { reads, starts, expected }: Form): Generator<Problem> {
    // The chart omits values that are empty, false or zero, and renders templates first.
    const text = typeof value === "object" ? quote(value) : String(value);
    if (!value || value === "0" || text.includes("{{")) return;
    if (reads(text) && starts(text)) return;
    const then = reads(text)
        ? "with which the controller does not start"
        : "which the controller cannot parse and silently ignores";
    yield {
        path: path.split(".").reduce(below, "install.values"),
        message: `found ${show(value)}, ${then}; ${expected}`,
    };
}
