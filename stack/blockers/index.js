// Plain JavaScript: an old Node can say that it is one, and a new one need not load what strips types (that is cached as well).
import "../node-version.js";
import module from "node:module";

// Before anything of Pulumi's is loaded: compiling that is most of the time this takes.
module.enableCompileCache();
const { blockers } = await import("./blockers.ts");
const { code, stdout, stderr } = await blockers(process.argv.slice(2), Date.now());
// A reader that has seen enough, as `head` has, is no failure.
process.stdout.on("error", error => {
    if (error.code !== "EPIPE") throw error;
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
