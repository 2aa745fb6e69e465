// Plain JavaScript, so that an old Node can report that it is too old, and the type stripper is not loaded when its
// output is cached.
import "../node-version.js";
import module from "node:module";

// Enabled before Pulumi's modules load: compiling them takes most of a command's time.
module.enableCompileCache();

/** Prints a command's output and sets its exit code. */
export function print({ code, stdout, stderr }) {
    // A reader that closes the pipe early, such as `head`, is not an error.
    process.stdout.on("error", error => {
        if (error.code !== "EPIPE") throw error;
    });
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = code;
}
