import type { Outcome } from "../stack/command/command.ts";
import { render as inFolder } from "../stack/render/render.ts";

export const root = new URL("..", import.meta.url).pathname;

/** What `npm run render -- ARGS` does and says in a project's folder, without colours, in this process. */
export async function render(args: string[], folder = root): Promise<Outcome> {
    const [home, { FORCE_COLOR, NO_COLOR }] = [process.cwd(), process.env];
    process.chdir(folder);
    delete process.env.FORCE_COLOR;
    process.env.NO_COLOR = "1";
    try {
        return await inFolder(args);
    } finally {
        process.chdir(home);
        delete process.env.NO_COLOR;
        Object.assign(process.env, FORCE_COLOR && { FORCE_COLOR }, NO_COLOR && { NO_COLOR });
    }
}
