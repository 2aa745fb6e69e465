import { blockers } from "./blockers.ts";

const { code, stdout, stderr } = await blockers(process.argv.slice(2), Date.now());
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
