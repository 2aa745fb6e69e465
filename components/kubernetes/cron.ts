const words = ["@annually", "@yearly", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

interface Field {
    name: string;
    min: number;
    max: number;
    names?: string[];
}

const fields: Field[] = [
    { name: "minute", min: 0, max: 59 },
    { name: "hour", min: 0, max: 23 },
    { name: "day of the month", min: 1, max: 31 },
    {
        name: "month",
        min: 1,
        max: 12,
        names: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    { name: "day of the week", min: 0, max: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

/** The number of a field's value, which may be a name; `NaN` for anything else. */
function numberOf(text: string, { names = [] }: Field): number {
    const named = text === "" ? -1 : names.indexOf(text.toLowerCase());
    return named >= 0 ? named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Whether a part of a field, between commas, is a number, a range or `*`, with or without a step. */
function fits(part: string, field: Field): boolean {
    const [range = "", step, ...more] = part.split("/");
    const ends = range.split("-");
    if (more.length > 0 || ends.length > 2 || (step !== undefined && !(numberOf(step, { ...field, names: [] }) > 0)))
        return false;
    if (ends[0] === "*" || ends[0] === "?") return true;
    const [low, high = low] = ends.map(each => numberOf(each, field)) as [number, number?];
    return low >= field.min && high! <= field.max && low <= high!;
}

/**
 * The problem of a cron schedule that Karpenter can't parse; `undefined` if it can. A schedule is five fields, or a word such as `@daily`.
 *
 * Source: github.com/robfig/cron v3, ParseStandard
 */
export function cronProblem(schedule: string): string | undefined {
    if (schedule.trim().startsWith("@"))
        return words.includes(schedule.trim()) ? undefined : `expected five fields, or one of ${words.join(", ")}`;
    const given = schedule.trim().split(/\s+/);
    if (given.length !== fields.length)
        return `expected the five fields of cron (minute, hour, day of the month, month, day of the week) and no more`;
    const wrong = fields.find((field, index) => {
        const parts = given[index]!.split(",").filter(part => part !== "");
        return !parts.every(part => fits(part, field));
    });
    if (wrong === undefined) return undefined;
    const names = wrong.names ? ` or ${wrong.names.filter(Boolean).at(0)} to ${wrong.names.at(-1)}` : "";
    return `whose ${wrong.name} must be ${wrong.min} to ${wrong.max}${names}`;
}
