import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackFile } from "./stacks.ts";

const rounds = 5;
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "eks-karpenter-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

interface Measure {
    milliseconds: number;
    megabytes: number;
}

/** Runs a script in a Node of its own. */
function measure(script: string, args: string[]): Measure {
    const preload = ["--import", "./stack/node-version.js", "--import", "./tests/bench/peak.js"];
    const started = performance.now();
    const { status, stderr, output } = spawnSync(process.execPath, [...preload, script, ...args], {
        cwd: root,
        stdio: ["ignore", "ignore", "pipe", "pipe"],
        encoding: "utf8",
    });
    const milliseconds = performance.now() - started;
    if (status !== 0) throw new Error(`${script} ${args.join(" ")} failed:\n${stderr}`);
    return { milliseconds, megabytes: Number(output[3]) / 1024 };
}

/** A render, and what registers as much without any of this project. */
interface Pair {
    title: string;
    /** The highest ratio that is aimed at. */
    aim: Measure;
    render: () => Measure;
    bare: () => Measure;
}

const started: Measure = { milliseconds: 1.25, megabytes: 1.1 };
const registered: Measure = { milliseconds: 1.4, megabytes: 1.1 };

function pair(title: string, stack: string[], like: "nothing" | "the same"): Pair {
    const out = join(folder, title.replace(/\W+/g, "-"));
    const resources = like === "nothing" ? [] : [join(out, "resources.json")];
    return {
        title,
        aim: like === "nothing" ? started : registered,
        render: () => measure("stack/render/index.js", [...stack, "--out", out]),
        bare: () => measure("tests/bench/bare.ts", resources),
    };
}

const many = (kind: "pools" | "subnets", count: number): string[] => [
    `${kind}-${count}`,
    "--config",
    stackFile(folder, kind, count),
];
const pairs = [
    pair("npm start, bare: empty program", ["dev"], "nothing"),
    ...[1, 10, 100, 1000].map(count => pair(`pools and classes, ${count} each`, many("pools", count), "the same")),
    pair("subnets, 1000", many("subnets", 1000), "the same"),
];

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

function compare(unit: keyof Measure, aim: Measure, renders: Measure[], bares: Measure[]): string {
    const [render, bare] = [renders, bares].map(measures => median(measures.map(measured => measured[unit])));
    const ratio = render! / bare!;
    const cells = [render!.toFixed(0).padStart(6), bare!.toFixed(0).padStart(6), ratio.toFixed(2).padStart(6)];
    return `${cells.join(" ")} ${Number(ratio.toFixed(2)) <= aim[unit] ? "ok  " : "over"}`;
}

console.log(`Medians of ${rounds} runs, each a Node process of its own.`);
console.log(
    "Aim: at most 1.25 times the empty program's time, 1.4 times that of bare resources, 1.1 times the memory.",
);
console.log("Bare: the same types, names and inputs under the same monitor; no component, no rules, no files.");
console.log("It is Pulumi as it is, with stack traces of promises and packages that the render does without.\n");
const heading = (unit: string) => `${unit.padStart(6)} ${"bare".padStart(6)} ${"ratio".padStart(6)}     `;
console.log(`${"".padEnd(32)} ${heading("ms")}  ${heading("MB")}`.trimEnd());
for (const { title, aim, render, bare } of pairs) {
    // Once for the compile cache, and for the files that the bare one reads.
    render();
    bare();
    const runs = Array.from({ length: rounds }, () => [render(), bare()] as const);
    const [renders, bares] = [runs.map(([measured]) => measured), runs.map(([, measured]) => measured)];
    const columns = (["milliseconds", "megabytes"] as const).map(unit => compare(unit, aim, renders, bares));
    console.log(`${title.padEnd(32)} ${columns.join("  ")}`.trimEnd());
}

console.log();
await import("./lab/index.ts");
