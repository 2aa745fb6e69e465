import { join } from "node:path";
import { cacheFolder } from "../process/folder.ts";
import { goPart } from "./go.ts";
import { byVersion, chartFile, chartsPart, controllerPart, type Version } from "./karpenter.ts";
import { kubernetesPart } from "./kubernetes.ts";
import { type Part, titleOf } from "./part.ts";
import { lackOfProgram } from "./program.ts";
import { pulumiPart } from "./pulumi.ts";
import { lintersPart, pythonPart } from "./python.ts";
import { Store } from "./store.ts";

export type { Version };

/** Paths of the lab's programs and charts. */
export interface Tools {
    /** The engine's CLI, in a folder `bin` with its plugins. */
    pulumi: string;
    etcd: string;
    apiServer: string;
    controllerManager: string;
    scheduler: string;
    /** Karpenter's controllers. */
    controllers: Record<Version, string>;
    /** Karpenter's packaged charts. */
    charts: Record<Version, { karpenter: string; crd: string }>;
    helm: string;
    /** The AWS CLI. */
    aws: string;
    /** A Python that has moto. */
    python: string;
    /** A Python with linters for IAM policies. */
    linters: string;
}

/** The tools. Missing ones are built first; `progress` receives lines about that. */
export async function ensureTools(progress: (line: string) => void): Promise<Tools> {
    const store = new Store(join(cacheFolder, "tools"));
    const { parts, tools } = inventory(store);
    const missing = () => parts.filter(part => !store.has(part));
    if (missing().length)
        await store.alone(
            () => progress("tools: another process is building them; waiting for it"),
            () => makeAll(store, missing(), progress),
        );
    return tools;
}

/** Whether all tools are in the cache. */
export function toolsMade(): boolean {
    const store = new Store(join(cacheFolder, "tools"));
    return inventory(store).parts.every(part => store.has(part));
}

/** All parts in build order, with the paths of their products. */
function inventory(store: Store): { parts: Part[]; tools: Tools } {
    const path = (part: Part, product = part.products[0]!) => join(store.folderOf(part), product);
    const python = pythonPart();
    const linters = lintersPart();
    const helm = path(python, "bin/helm");
    const pulumi = pulumiPart();
    const etcd = goPart({ name: "etcd", module: "go.etcd.io/etcd/server/v3", minutes: 1 });
    const apiServer = kubernetesPart("kube-apiserver", 5);
    const controllerManager = kubernetesPart("kube-controller-manager", 2);
    const scheduler = kubernetesPart("kube-scheduler", 1);
    const controllers = byVersion(controllerPart);
    const charts = byVersion(version => chartsPart(version, helm));
    const parts = [
        python,
        linters,
        ...Object.values(charts),
        etcd,
        apiServer,
        controllerManager,
        scheduler,
        ...Object.values(controllers),
        pulumi,
    ];
    const tools = {
        pulumi: path(pulumi),
        etcd: path(etcd),
        apiServer: path(apiServer),
        controllerManager: path(controllerManager),
        scheduler: path(scheduler),
        controllers: byVersion(version => path(controllers[version])),
        charts: byVersion(version => ({
            karpenter: path(charts[version], chartFile("karpenter", version)),
            crd: path(charts[version], chartFile("karpenter-crd", version)),
        })),
        helm,
        aws: path(python, "bin/aws"),
        python: path(python, "bin/python"),
        linters: path(linters, "bin/python"),
    };
    return { parts, tools };
}

async function makeAll(store: Store, parts: Part[], progress: (line: string) => void): Promise<void> {
    if (!parts.length) return;
    const lacks = [...new Set(parts.map(part => part.lack))].map(lack => lack());
    const missing = [...lacks, ...["openssl", "ps"].map(lackOfProgram)].filter(Boolean);
    if (missing.length) throw new Error(missing.join("\n"));
    progress(`tools: ${parts.length} to build; this may be interrupted and run again`);
    progress(`tools: logs in ${store.logs}`);
    for (const [index, part] of parts.entries()) {
        const place = `[${index + 1}/${parts.length}]`.padEnd(8);
        const say = (text: string) => progress(`${place}${titleOf(part).padEnd(34)}${text}`);
        const began = performance.now();
        say(`building, up to ${part.minutes} min on two cores`);
        await store.make(part);
        say(`built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
}
