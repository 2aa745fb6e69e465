export const second = 1000;
export const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A time in UTC: `2026-11-22 20:58:00Z`. */
export const moment = (time: number): string => new Date(time).toISOString().replace("T", " ").replace(/\.\d+/, "");

/** A duration in its two largest units: `3h5m`. */
export function span(milliseconds: number): string {
    const time = Math.max(0, milliseconds);
    if (time < minute) return `${Math.floor(time / second)}s`;
    const [big, small, name, part] =
        time < hour ? [minute, second, "m", ""] : time < day ? [hour, minute, "h", "m"] : [day, hour, "d", "h"];
    const rest = Math.floor((time % big) / small);
    return `${Math.floor(time / big)}${name}${part && rest ? `${rest}${part}` : ""}`;
}

/** `42m (since 2026-11-22 20:58:00Z)` */
export const since = (time: number, now: number): string => `${span(now - time)} (since ${moment(time)})`;

/** `2026-11-22 20:58:00Z (in 42m)`, or `(42m ago)`. */
export const at = (time: number, now: number): string =>
    `${moment(time)} (${time > now ? `in ${span(time - now)}` : `${span(now - time)} ago`})`;
