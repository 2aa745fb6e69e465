import { Lab } from "../../../lab/lab.ts";
import { clusterOf, siteConfig } from "../../../lab/stack-file.ts";
import { toolsMade } from "../../../lab/tools/tools.ts";
import { succeeded } from "../../lab/outcome.ts";
import { type Cost, costOf } from "./cost.ts";
import { callsReport, timesReport } from "./report.ts";

const delay = 300;
const files = ["Pulumi.dev.yaml", "examples/Pulumi.seed.yaml"];

/** Brings a stack up on a cluster of its own, with every call to AWS slowed down, and takes it down again. */
async function measure(lab: Lab, file: string): Promise<Cost> {
    const site = await lab.site(clusterOf(file));
    try {
        const stack = await lab.stack(site.cluster.name, siteConfig(lab, site, file));
        const endDelay = lab.aws.fault({ delay });
        const cost = await costOf(lab, site, stack);
        endDelay();
        succeeded(await stack.destroy());
        return cost;
    } finally {
        await site.stop();
    }
}

if (toolsMade()) {
    const lab = await Lab.start(() => {});
    const costs = new Map<string, Cost>();
    try {
        for (const file of files) costs.set(file, await measure(lab, file));
    } finally {
        await lab.stop();
    }
    lab.folder.remove();
    console.log(`${callsReport(costs)}\n\n${timesReport(costs, delay)}`);
} else console.log("The lab is left out: its tools are not made yet (npm run lab:tools).");
