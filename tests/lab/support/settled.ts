import { deepEqual } from "node:assert/strict";
import { readyNames } from "./custom-objects.ts";
import type { Installation } from "./installation.ts";
import { unchanged } from "./outcome.ts";
import { registered, rendered } from "./rendered.ts";

/** What holds of every stack that is up. */
export function itIsSettled(installation: () => Installation): void {
    it("is what the render says, resource by resource", async () => {
        const { stack } = installation();
        deepEqual(await registered(stack), await rendered(stack));
    });

    it("has nothing left to change", async () => unchanged(await installation().stack.preview()));

    it("finds nothing that changed behind its back", async () => unchanged(await installation().stack.refresh()));

    it("has every node class and node pool ready", async () => {
        const { site, stack } = installation();
        const names = (group: string) => Object.keys(stack.config[`eks-karpenter:${group}`]).sort();
        deepEqual(await readyNames(site.cluster, "ec2nodeclasses"), names("nodeClasses"));
        deepEqual(await readyNames(site.cluster, "nodepools"), names("nodePools"));
    });
}
