import { availableParallelism } from "node:os";
import { Lab } from "../../../lab/lab.ts";
import { clusterOf, siteConfig } from "../../../lab/stack-file.ts";
import { toolsMade } from "../../../lab/tools/tools.ts";
import { succeeded } from "../../lab/support/outcome.ts";
import { type Cost, costOf } from "./cost.ts";
import { callsReport, type Run, timesReport } from "./report.ts";

const delay = 300;
// Pulumi's own on this machine, and its own on eight cores.
const parallels = [4 * availableParallelism(), 32];
const files = ["Pulumi.dev.yaml", "examples/Pulumi.al2.yaml"];

/** Brings a stack up in a lab of its own, with every call to AWS slowed down, and takes it down again. */
async function measure(file: string, parallel: number): Promise<Cost> {
    const lab = await Lab.start(() => {});
    let cost: Cost;
    try {
        const site = await lab.site(clusterOf(file));
        const stack = await lab.stack(site.cluster.name, siteConfig(lab, site, file));
        const endDelay = lab.aws.fault({ delay });
        cost = await costOf(lab, site, stack, parallel);
        endDelay();
        succeeded(await stack.destroy());
    } finally {
        await lab.stop();
    }
    lab.folder.remove();
    return cost;
}

/** Measures every stack in every way. A run that fails is told, and takes no other's figures with it. */
async function measureAll(): Promise<Run[]> {
    const runs: Run[] = [];
    for (const parallel of parallels)
        for (const file of files) {
            console.log(`${file}, ${parallel} at a time: up and down again, some three minutes`);
            try {
                runs.push({ file, parallel, cost: await measure(file, parallel) });
            } catch (error) {
                console.error(error);
                process.exitCode = 1;
            }
        }
    return runs;
}

if (toolsMade()) {
    const runs = await measureAll();
    const once = runs.filter(({ file }, index) => runs.findIndex(run => run.file === file) === index);
    console.log(`\n${callsReport(once)}\n\n${timesReport(runs, delay)}`);
} else console.log("The lab is left out: its tools are not made yet (npm run lab:tools).");
