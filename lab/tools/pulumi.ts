import { chmodSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { goModule, goPart, moduleFolder } from "./go.ts";
import type { Part } from "./part.ts";

const sdk = "github.com/pulumi/pulumi/sdk/v3";
const variables = (version: string) => ({ [`${sdk}/go/common/version.Version`]: `v${version}` });

const host = "pulumi-language-nodejs";
const hostWrapper = fileURLToPath(new URL(`${host}.sh`, import.meta.url));
const dynamicProviders = "pulumi-resource-pulumi-nodejs";

/**
 * Pulumi's CLI and engine, with the Node.js language host and the plugin for dynamic providers beside them, as in
 * Pulumi's releases. The host is of an older version and runs behind a wrapper; the plugin is a script in the host's
 * module.
 */
export function pulumiPart(): Part {
    const engine = goPart({
        name: "pulumi",
        module: "github.com/pulumi/pulumi/pkg/v3",
        package: "cmd/pulumi",
        variables,
        minutes: 5,
    });
    const languageHost = goPart({ name: host, module: sdk, package: `nodejs/cmd/${host}`, variables, minutes: 2 });
    return {
        ...engine,
        inputs: [...engine.inputs, ...languageHost.inputs, readFileSync(hostWrapper, "utf8")],
        minutes: engine.minutes + languageHost.minutes,
        products: ["pulumi", host, dynamicProviders].map(name => join("bin", name)),
        make: async (folder, run) => {
            await engine.make(folder, run);
            await languageHost.make(join(folder, "host"), run);
            install(hostWrapper, join(folder, "bin", host));
            const source = await moduleFolder(goModule(host, sdk).directory, sdk, run);
            install(join(source, "nodejs/dist", dynamicProviders), join(folder, "bin", dynamicProviders));
        },
    };
}

function install(script: string, path: string) {
    copyFileSync(script, path);
    chmodSync(path, 0o755);
}
