const units: { [unit: string]: number } = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, μs: 1e-6, ns: 1e-9 };

/**
 * The seconds of a duration in Go's format (`1h30m`, `1.5s`, `0`); `undefined` for anything else.
 * Source: https://pkg.go.dev/time#ParseDuration
 */
export function secondsOf(duration: string | undefined): number | undefined {
    const [, sign, parts] = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(duration ?? "") ?? [];
    if (parts === undefined) return undefined;
    const seconds = [...parts.matchAll(/([\d.]+)(\D+)/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * units[unit!]!,
        0,
    );
    return sign === "-" ? -seconds : seconds;
}
