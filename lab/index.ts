import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Demo } from "./demo.ts";
import { directions } from "./directions.ts";
import { Lab } from "./lab.ts";
import { clusterOf, siteConfig } from "./stack-file.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { positionals } = parseArgs({ allowPositionals: true });
const [file = "examples/Pulumi.seed.yaml", ...more] = positionals;
if (more.length) {
    console.error("usage: npm run lab [-- FILE], FILE being a stack file; examples/Pulumi.seed.yaml if none");
    process.exit(2);
}

const interrupted = Promise.withResolvers<void>();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.resolve());

const lab = await Lab.start(say);
try {
    say(`cluster: etcd, API server, controllers, scheduler, two nodes`);
    const site = await lab.site(clusterOf(file));
    const stack = await lab.stack(site.cluster.name, siteConfig(lab, site, file));
    stack.onOutput = text => void process.stdout.write(text);
    say("pulumi up");
    const { ok } = await stack.up();
    if (ok) {
        const demo = await Demo.create(site);
        say(directions(lab, site, stack));
        const lines = createInterface({ input: process.stdin });
        lines.on("line", () => demo.add(say).catch(error => say(error.message)));
        await interrupted.promise;
        lines.close();
        await demo.remove();
    }
    say("pulumi destroy");
    const destroyed = await stack.destroy();
    process.exitCode = ok && destroyed.ok ? 0 : 1;
} finally {
    await lab.stop();
    say("stopped");
}
