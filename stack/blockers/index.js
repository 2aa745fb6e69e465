import { print } from "../command/start.js";

const { blockers } = await import("./blockers.ts");
print(await blockers(process.argv.slice(2), Date.now()));
