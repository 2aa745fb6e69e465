// Plain JavaScript: an old Node can say that it is one, and a new one need not load what strips types (that is cached as well).
import "../node-version.js";
import module from "node:module";

// Before anything of Pulumi's is loaded: compiling that is most of the time that a command takes.
module.enableCompileCache();

/** Prints what a command has to say, and sets the exit code to its own. */
export function print({ code, stdout, stderr }) {
    // A reader that has seen enough, as `head` has, is no failure.
    process.stdout.on("error", error => {
        if (error.code !== "EPIPE") throw error;
    });
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = code;
}
