import { nameOf } from "../../lab/support/outcome.ts";
import { type Calls, changing, total } from "./calls.ts";
import { longestChain, one } from "./chain.ts";
import type { Cost } from "./cost.ts";
import { timesOf } from "./times.ts";

const aim = 1.25;

/** A stack brought up, so many resources at a time. */
export interface Run {
    file: string;
    parallel: number;
    cost: Cost;
}

/** What each stack costs, in calls and in resources that wait for each other. */
export const callsReport = (runs: Run[]): string => `\
pulumi up in the lab, with Karpenter's own controller. The calls are those of the lab's plugins, which stand in for the official ones;
in brackets, those that change something. Not counted is how often Helm asks whether its objects are ready.

${row("", ["up: AWS", "Kubernetes", "preview: AWS", "Kubernetes", "longest chain"])}
${runs.map(({ file, cost }) => row(file, callsOf(cost))).join("\n")}`;

const callsOf = ({ up, preview, resources }: Cost): string[] => [
    ...[up, preview].flatMap(({ aws, kubernetes }) => [shown(aws), shown(kubernetes)]),
    `${longestChain(resources, one).weight} of ${resources.filter(one).length}`,
];

/** How long each took, beside the chain that no parallelism makes shorter. */
export const timesReport = (runs: Run[], delay: number): string => `\
Seconds, with ${delay} ms more for each call to AWS. Chain: the resources that took longest one after the other, in sum. Resources: from the
begin of the first to the end of the last; aim: at most ${aim} times the chain. Command: with the start of engine, plugins and program,
and the program's lookups. At a time: how many resources the engine makes at once.

${row("", ["at a time", "chain", "resources", "ratio", "", "command", "ratio"])}
${runs.map(run => row(run.file, timesShown(run))).join("\n")}

${runs.map(({ file, parallel, cost }) => `Chain of ${file}, ${parallel} at a time: ${links(cost)}`).join("\n")}`;

function timesShown({ parallel, cost }: Run): string[] {
    const { chain, resources, command } = timesOf(cost);
    const ratio = resources / chain.weight;
    return [
        ...[`${parallel}`, seconds(chain.weight), seconds(resources), ratio.toFixed(2), ratio <= aim ? "ok" : "over"],
        ...[seconds(command), (command / chain.weight).toFixed(2)],
    ];
}

const links = (cost: Cost): string =>
    timesOf(cost)
        .chain.links.map(({ resource, weight }) => `${nameOf(resource.urn)} ${seconds(weight)}`)
        .join(", ");

const shown = (calls: Calls): string => `${total(calls)} (${total(changing(calls))})`;
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
const row = (title: string, cells: string[]): string =>
    title.padEnd(26) + cells.map(cell => cell.padStart(14)).join("");
