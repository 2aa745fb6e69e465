import { ensureTools } from "./tools.ts";

// So that what is running for the lab ends too.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

try {
    await ensureTools(line => console.log(line));
    console.log("tools: all there");
} catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
}
