// Plain JavaScript: an old Node can say that it is one, and a new one need not load what strips types (that is cached as well).
import "../node-version.js";
import module from "node:module";

// Before anything of Pulumi's is loaded: compiling that is most of the time this takes.
module.enableCompileCache();
// Pulumi takes a stack trace for every promise. Four frames say where, and a large stack takes an eighth less.
Error.stackTraceLimit = 4;
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
