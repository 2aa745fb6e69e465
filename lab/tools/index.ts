import { ensureTools } from "./tools.ts";

// Exits normally on signals, so that child processes end too.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

try {
    await ensureTools(line => console.log(line));
    console.log("tools: up to date");
} catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
}
