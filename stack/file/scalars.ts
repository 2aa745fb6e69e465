import { defineScalarTag, NOT_RESOLVED } from "js-yaml";

// Plain scalars as read by go-yaml v3, which the Pulumi CLI uses for stack files: YAML 1.2 with parts of 1.1.
const signed = ["-", "+", ..."0123456789"];

const integer = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;

function integerOf(source: string): number | typeof NOT_RESOLVED {
    const text = source.replaceAll("_", "");
    if (!signed.includes(source.charAt(0)) || !integer.test(text)) return NOT_RESOLVED;
    const [sign, digits] = [text.startsWith("-") ? -1 : 1, text.replace(/^[-+]/, "")];
    return sign * Number(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
}

/** Integers: `0x1F`, `0b11`, `0o17`, `1_000`, and `017` as octal. */
export const intTag = defineScalarTag("tag:yaml.org,2002:int", {
    implicit: true,
    implicitFirstChars: signed,
    resolve: integerOf,
    identify: () => false,
});

function floatOf(source: string): number | typeof NOT_RESOLVED {
    if (/^[-+]?\.(inf|Inf|INF)$/.test(source)) return source.startsWith("-") ? -Infinity : Infinity;
    if (/^\.(nan|NaN|NAN)$/.test(source)) return Number.NaN;
    const text = source.replaceAll("_", "");
    const value = Number(text);
    const written = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text);
    return written && Number.isFinite(value) ? value : NOT_RESOLVED;
}

/** Floats: `1.5`, `.5`, `1e3`, `1_000.5`, and digits that are not a valid integer: `09`. */
export const floatTag = defineScalarTag("tag:yaml.org,2002:float", {
    implicit: true,
    implicitFirstChars: [".", ...signed],
    resolve: floatOf,
    identify: () => false,
});

const moment = /^(\d{4}-\d\d?-\d\d?)(?:([Tt]| +)(\d\d?:\d\d?:\d\d?)(\.\d+)?(Z|[-+](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;
const twoDigits = (parts: string): string => parts.replace(/\b\d\b/g, "0$&");

/** A date in the form that it has in config, which is Go's default format. */
function timestampOf(source: string): string | typeof NOT_RESOLVED {
    const [, date = "", space = "", time = "0:0:0", fraction = "", zone] = moment.exec(source) ?? [];
    // A zone is required after `T`, and not allowed after a space.
    if ((zone !== undefined) !== /t/i.test(space)) return NOT_RESOLVED;
    const [day, clock] = [twoDigits(date), twoDigits(time)];
    const read = new Date(`${day}T${clock}Z`);
    if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(`${day}T${clock}`)) return NOT_RESOLVED;
    const offset = zone?.replace(":", "") ?? "Z";
    const utc = offset === "Z" || Number(offset) === 0;
    const places = fraction.slice(0, 10).replace(/\.?0+$/, "");
    return `${day} ${clock}${places} ${utc ? "+0000 UTC" : `${offset} ${offset}`}`;
}

/** Dates: `2026-01-01`, `2026-01-01 10:00:00`, `2026-01-01T10:00:00Z`. */
export const timestampTag = defineScalarTag("tag:yaml.org,2002:timestamp", {
    implicit: true,
    implicitFirstChars: [..."0123456789"],
    resolve: timestampOf,
    identify: () => false,
});
