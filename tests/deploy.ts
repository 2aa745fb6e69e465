import * as pulumi from "@pulumi/pulumi";
import { Facts } from "../stack/offline/facts.ts";
import { Monitor, type Resource } from "../stack/offline/monitor.ts";
import { ordered } from "../stack/offline/order.ts";
import { run } from "../stack/offline/run.ts";

interface Options {
    /** Defaults to `us-west-2`. */
    region?: string;
    /** What AWS answers to `aws:ec2/getSecurityGroups` when it is asked for a tag. Defaults to none. */
    taggedGroups?: string[];
    /** The trust of every role that there is already. Defaults to none that is told. */
    assumeRolePolicy?: string;
}

/** What a program registers, in order, and what it says on the way. */
export interface Deployed {
    resources: Resource[];
    warnings: string[];
    /** `type name` of each, sorted. */
    list: string[];
    /** The one resource of that name and, where several kinds have it, kind: `Policy`. */
    find(name: string, kind?: string): Resource;
}

/** Runs a program as the engine would in a preview, and awaits everything that it registers. */
export async function deploy(
    program: () => void,
    { region = "us-west-2", taggedGroups, assumeRolePolicy }: Options = {},
): Promise<Deployed> {
    const config = { "aws:region": region };
    const stack = { project: "eks-karpenter", name: "test", main: "", config, secretKeys: [] };
    const monitor = new Monitor(new Facts(stack.project, config));
    if (taggedGroups) answer(monitor, "getSecurityGroups", { ids: taggedGroups });
    if (assumeRolePolicy !== undefined) answer(monitor, "getRole", { assumeRolePolicy });
    const { warnings } = await run(stack, monitor, program);
    const resources = ordered(monitor.resources).filter(({ type }) => type !== pulumi.runtime.rootPulumiStackTypeName);
    const find = (name: string, kind = "") => {
        const found = resources.filter(
            resource => resource.name === name && resource.type.endsWith(kind && `:${kind}`),
        );
        if (found.length !== 1) throw new Error(`${found.length} resources are named ${name}`);
        return found[0]!;
    };
    return { resources, warnings, list: resources.map(({ type, name }) => `${type} ${name}`).sort(), find };
}

/** Gives a question of AWS's an answer of the test's own. */
function answer(monitor: Monitor, question: string, answered: object): void {
    const invoke = monitor.invoke.bind(monitor);
    monitor.invoke = (request, reply) =>
        request.getTok().endsWith(`:${question}`)
            ? reply(undefined, { getFailuresList: () => [], getReturn: () => ({ toJavaScript: () => answered }) })
            : invoke(request, reply);
}

/** Whether `later` comes up after `earlier` (and goes down before it): by `dependsOn` and by being a part of what does. */
export function comesAfter(resources: Resource[], later: Resource, earlier: Resource): boolean {
    const byUrn = new Map(resources.map(resource => [resource.urn, resource]));
    const seen = new Set<string>();
    const reach = (resource: Resource): boolean => {
        if (resource.urn === earlier.urn) return true;
        if (seen.has(resource.urn)) return false;
        seen.add(resource.urn);
        return [...resource.dependsOn, resource.parent]
            .flatMap(urn => byUrn.get(urn ?? "") ?? [])
            .some(needed => reach(needed));
    };
    return reach(later);
}
