import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { isDefaultProvider } from "../../../lab/pulumi/operation.ts";
import type { Stack } from "../../../lab/pulumi/stack.ts";

/** How a resource stands among the others. */
interface Place {
    urn: string;
    parent?: string;
    dependsOn: string[];
}

/** The stack's resources as the render has them. */
export async function rendered(stack: Stack): Promise<Place[]> {
    const args = [
        "--import",
        "./stack/node-version.js",
        "stack/render/index.js",
        stack.name,
        "--config",
        stack.file,
        "--json",
    ];
    const cwd = dirname(stack.file);
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 1 << 26 });
    const resources: { urn: string; parent: string | null; dependsOn: string[] }[] = JSON.parse(stdout);
    return ordered(resources.map(({ urn, parent, dependsOn }) => ({ urn, parent: parent ?? undefined, dependsOn })));
}

/** The stack's resources as the engine has registered them, but for the providers that it makes by itself. */
export async function registered(stack: Stack): Promise<Place[]> {
    const resources = await stack.resources();
    return ordered(
        resources
            .filter(({ urn }) => !isDefaultProvider(urn))
            .map(({ urn, parent, dependencies = [] }) => ({ urn, parent, dependsOn: dependencies })),
    );
}

const ordered = (places: Place[]): Place[] =>
    places.map(place => ({ ...place, dependsOn: place.dependsOn.toSorted() })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
