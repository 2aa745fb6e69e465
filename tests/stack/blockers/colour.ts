/** What a function gives where the terminal takes no colours. */
export const withoutColour = <T>(run: () => T): T => withEnvironment({ NO_COLOR: "1", FORCE_COLOR: undefined }, run);

/** What a function gives where the terminal takes colours. */
export const withColour = <T>(run: () => T): T => withEnvironment({ NO_COLOR: undefined, FORCE_COLOR: "1" }, run);

/** Runs with some variables of the environment set, or unset. They are as they were when what it gives is there. */
export function withEnvironment<T>(variables: Record<string, string | undefined>, run: () => T): T {
    const own = Object.keys(variables).map(name => [name, process.env[name]] as const);
    const set = (name: string, value: string | undefined) => {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    };
    const back = () => {
        for (const [name, value] of own) set(name, value);
    };
    for (const [name, value] of Object.entries(variables)) set(name, value);
    let given: T | undefined;
    try {
        given = run();
        if (given instanceof Promise) return given.finally(back) as T;
        return given;
    } finally {
        if (!(given instanceof Promise)) back();
    }
}
