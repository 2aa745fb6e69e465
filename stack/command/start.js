// Plain JavaScript, so that an old Node can report that it is too old, and the type stripper is not loaded when its
// output is cached.
import "../node-version.js";
import { createRequire, enableCompileCache, Module } from "node:module";

// Pulumi's SDK loads these packages in half of its start-up time, to serialize functions, which few programs have it do
// offline (stack/offline/run.ts). So they load on first use.
const lazy = {
    typescript: load => new Proxy({}, { get: (_, key) => load()[key] }),
    "@npmcli/arborist": load => ({
        Arborist: class {
            constructor(options) {
                // biome-ignore lint/correctness/noConstructorReturn: the real class, loaded only now.
                return new (load().Arborist)(options);
            }
        },
    }),
};
const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
for (const [name, exportsOf] of Object.entries(lazy)) {
    const file = require.resolve(name);
    const standIn = Object.assign(new Module(file), { loaded: true });
    standIn.exports = exportsOf(() => {
        if (require.cache[file] === standIn) delete require.cache[file];
        return require(file);
    });
    require.cache[file] = standIn;
}

// Enabled before Pulumi's modules load: compiling them takes most of a command's time.
enableCompileCache();

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
