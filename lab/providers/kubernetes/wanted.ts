import { createHash } from "node:crypto";
import type { Checked, Difference, Plugin } from "../plugin.ts";
import { isAutonamed, unknownInstructions, withAutoname } from "./annotations.ts";
import type { Client } from "./client.ts";
import { changesOf, isReplaced, prune, replacing, without, withoutNulls } from "./diff.ts";
import { replacedBy, unknownProperties } from "./kinds.ts";

type Asked<Method extends "check" | "diff"> = Parameters<Plugin[Method]>[0];

/** Completes an object's inputs with a name, and with a namespace if its kind is namespaced. */
export async function checkObject(
    { type, name, oldInputs, inputs, seed }: Asked<"check">,
    cluster?: { client: Client; namespace: string },
): Promise<Checked> {
    const wanted = withoutNulls(inputs);
    const failures = [...unknownProperties(type, Object.keys(wanted)), ...unknownInstructions(wanted)];
    if (wanted.metadata?.generateName)
        failures.push({
            property: "metadata.generateName",
            reason: "it is not supported with server-side apply; leave the name out altogether for one that ends in random letters",
        });
    if (failures.length) return { inputs: wanted, failures };
    const old = isAutonamed(oldInputs) ? oldInputs.metadata.name : undefined;
    const named = wanted.metadata?.name ? wanted : withAutoname(wanted, old ?? `${name}-${suffix(seed)}`);
    const namespaced = await cluster?.client.namespaced(named.apiVersion, named.kind);
    // If the cluster cannot tell, the old namespace is kept.
    named.metadata.namespace ??=
        namespaced === undefined ? oldInputs.metadata?.namespace : namespaced && cluster?.namespace;
    if (!named.metadata.namespace) delete named.metadata.namespace;
    return { inputs: named, failures };
}

const suffix = (seed: Uint8Array): string => createHash("sha256").update(seed).digest("hex").slice(0, 8);

/** Differences between the live values of the old inputs' properties and the new inputs. */
export function diffObject({ type, state, oldInputs, inputs, ignoreChanges }: Asked<"diff">): Difference {
    const changes = replacing(without(changesOf(prune(state, oldInputs), inputs), ignoreChanges), replacedBy(type));
    const inPlace = ["name", "namespace"].every(key => inputs.metadata[key] === state.metadata[key]);
    return { changes, deleteBeforeReplace: isReplaced(changes) && inPlace && !isAutonamed(inputs) };
}
