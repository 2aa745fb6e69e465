import { chmodSync, copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { goModule, goPart, moduleFolder } from "./go.ts";
import type { Part } from "./part.ts";

const module = "github.com/pulumi/pulumi/sdk/v3";
const variables = (version: string) => ({ [`${module}/go/common/version.Version`]: `v${version}` });
const wrapper = fileURLToPath(new URL("pulumi-language-nodejs.sh", import.meta.url));

/** The engine and its CLI. */
export const pulumiPart = (): Part =>
    goPart({ name: "pulumi", module: "github.com/pulumi/pulumi/pkg/v3", package: "cmd/pulumi", variables, minutes: 6 });

/**
 * What the engine runs Node.js programs and dynamic providers by: the language host, a wrapper that gives it the options of
 * Pulumi.yaml, and the plugin for dynamic providers, which is a script that Pulumi ships beside the host.
 */
export function languageHostPart(): Part {
    const name = "pulumi-language-nodejs";
    const host = goPart({
        name,
        module,
        package: `nodejs/cmd/${name}`,
        variables,
        minutes: 2,
    });
    const dynamic = "pulumi-resource-pulumi-nodejs";
    return {
        ...host,
        inputs: [...host.inputs, readFileSync(wrapper, "utf8")],
        products: [join("bin", name), join("bin", dynamic), join("host/bin", name)],
        make: async (folder, run) => {
            await host.make(join(folder, "host"), run);
            const source = await moduleFolder(goModule(name, module).directory, module, run);
            install(wrapper, folder, name);
            install(join(source, "nodejs/dist", dynamic), folder, dynamic);
        },
    };
}

function install(script: string, folder: string, name: string) {
    const path = join(folder, "bin", name);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(script, path);
    chmodSync(path, 0o755);
}
