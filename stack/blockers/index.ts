import { blockers } from "./blockers.ts";

const { code, stdout, stderr } = await blockers(process.argv.slice(2), Date.now());
// A reader that has seen enough, as `head` has, is no failure.
process.stdout.on("error", error => {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
