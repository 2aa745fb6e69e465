import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import type { Objects } from "../../../stack/blockers/objects.ts";

export const folder = join(import.meta.dirname, "cases");

/** The clusters that are judged, by the names of their files. */
export const cases = readdirSync(folder).flatMap(file => (file.endsWith(".yaml") ? file.slice(0, -5) : []));

const kinds: Record<keyof Objects, string> = {
    nodePools: "NodePool",
    nodeClasses: "EC2NodeClass",
    nodeClaims: "NodeClaim",
    nodes: "Node",
    pods: "Pod",
    budgets: "PodDisruptionBudget",
    attachments: "VolumeAttachment",
    volumeClaims: "PersistentVolumeClaim",
    deployments: "Deployment",
};

/** The objects of a case, as they stand in its file. */
export function objectsOf(name: string): Objects {
    const text = readFileSync(join(folder, `${name}.yaml`), "utf8");
    const documents = loadAll(text) as { kind?: string }[];
    const list = Object.entries(kinds).map(([key, kind]) => [key, documents.filter(each => each?.kind === kind)]);
    return Object.fromEntries(list);
}

/** The same objects, each list the other way round. */
export const turned = (objects: Objects): Objects =>
    Object.fromEntries(Object.entries(objects).map(([key, list]) => [key, list.toReversed()])) as unknown as Objects;
