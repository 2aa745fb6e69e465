const units: Record<string, number> = {
    m: 1e-3,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
};

/** A quantity of Kubernetes as a number: `500m` is 0.5, `1Ki` is 1024. */
export function quantity(text: string): number {
    const [, number, unit = ""] = /^([\d.]+(?:e\d+)?)([a-zA-Z]*)$/.exec(text) ?? [];
    const factor = unit === "" ? 1 : units[unit];
    if (number === undefined || factor === undefined) throw new Error(`not a quantity: ${text}`);
    return Number(number) * factor;
}
