/** What a function gives where the terminal takes no colours. */
export function withoutColour<T>(run: () => T): T {
    const { NO_COLOR, FORCE_COLOR } = process.env;
    delete process.env.FORCE_COLOR;
    process.env.NO_COLOR = "1";
    try {
        return run();
    } finally {
        delete process.env.NO_COLOR;
        Object.assign(process.env, FORCE_COLOR && { FORCE_COLOR }, NO_COLOR && { NO_COLOR });
    }
}
