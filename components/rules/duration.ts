const units = { h: 3600, m: 60, s: 1 };

/** The seconds of a duration in hours, minutes and seconds (`1h30m`); `undefined` for anything else. */
export function secondsOf(duration: string | undefined): number | undefined {
    if (duration === undefined || !/^(\d+[hms])+$/.test(duration)) return undefined;
    const parts = duration.matchAll(/(\d+)([hms])/g);
    return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
}
