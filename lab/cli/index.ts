import { createInterface } from "node:readline";
import { Lab } from "../lab.ts";
import { createsCluster, prepareNewCluster } from "../new-cluster.ts";
import type { SiteOptions } from "../site.ts";
import { clusterOf, siteConfig } from "../stack-file.ts";
import { Demo } from "./demo.ts";
import { instructions } from "./instructions.ts";
import { Interrupts } from "./interrupts.ts";
import { colour, pulumiOutput, say } from "./terminal.ts";

// Child processes end when this process exits, and its folder is removed unless something failed: see openFolder.
const interrupts = new Interrupts(() => {
    say("interrupted: stopping");
    process.exit(0);
});

const [file = "examples/Pulumi.al2.yaml", ...more] = process.argv.slice(2);
if (file.startsWith("-") || more.length) misused("usage: npm run lab [-- FILE], FILE being a stack file");
const wanted = clusterWanted();
try {
    process.exit((await run()) ? 0 : 1);
} catch (error) {
    console.error((error as Error).message);
    process.exit(1);
}

/** Starts everything, waits for Ctrl-C, and stops everything. Returns false if Pulumi failed. */
async function run(): Promise<boolean> {
    const lab = await Lab.start(say);
    const config = createsCluster(file)
        ? await prepareNewCluster(lab, wanted.name, file)
        : siteConfig(lab, await lab.site(wanted), file);
    const stack = await lab.stack(wanted.name, config);
    stack.onOutput = pulumiOutput();
    stack.colour = colour;

    const atOnce = () => {
        say(`interrupted again: stopping everything as it is; logs: ${lab.folder.logs}`);
        process.exit(1);
    };
    const interrupt = Promise.withResolvers<void>();
    let interrupted = false;
    interrupts.set(() => {
        interrupts.set(atOnce);
        interrupted = true;
        interrupt.resolve();
        stack.cancel();
    });
    say(`pulumi up: ${file}`);
    const up = await stack.up();
    if (up.ok && !interrupted) {
        const cluster = lab.cluster(wanted.name, wanted.region);
        const demo = await Demo.create(cluster);
        say(instructions(lab, cluster, stack));
        const keys = createInterface({ input: process.stdin });
        keys.on("line", () => demo.add(line => interrupted || say(line)));
        await interrupt.promise;
        keys.close();
    }
    interrupts.set(atOnce);
    say("pulumi destroy: once the nodes have drained; Ctrl-C again stops everything without it");
    const destroyed = await stack.destroy();
    await lab.stop();

    const failed = [!up.ok && !interrupted && "pulumi up", !destroyed.ok && "pulumi destroy"].filter(Boolean);
    if (failed.length) say(`${failed.join(" and ")} failed: see above, and the logs in ${lab.folder.logs}`);
    else say("stopped: nothing is left");
    return failed.length === 0;
}

function clusterWanted(): SiteOptions {
    try {
        return clusterOf(file);
    } catch (error) {
        return misused((error as Error).message);
    }
}

function misused(message: string): never {
    console.error(message);
    process.exit(2);
}
