import { deepEqual } from "node:assert/strict";
import type { Lab } from "../../lab/lab.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { clusterOf, siteConfig } from "../../lab/stack-file.ts";
import { readyNames } from "./custom-objects.ts";
import { type Everything, everything, withKept } from "./inventory.ts";
import { theLab } from "./lab.ts";
import { succeeded, unchanged } from "./outcome.ts";
import { registered, rendered } from "./rendered.ts";

for (const file of ["Pulumi.dev.yaml", "examples/Pulumi.seed.yaml"])
    describe(`the stack ${file}`, () => {
        let lab: Lab;
        let site: Site;
        let stack: Stack;
        let untouched: Everything;

        before(async () => {
            lab = await theLab();
            site = await lab.site(clusterOf(file));
            stack = await lab.stack(site.cluster.name, siteConfig(lab, site, file));
            untouched = await everything(lab, site);
        });

        after(() => site.stop());

        it("previews, and touches nothing", async () => {
            succeeded(await stack.preview());
            deepEqual(await everything(lab, site), untouched);
        });

        it("comes up", async () => void succeeded(await stack.up()));

        it("is what the render says, resource by resource", async () => {
            deepEqual(await registered(stack), await rendered(stack));
        });

        it("has nothing left to change", async () => unchanged(await stack.preview()));

        it("finds nothing that changed behind its back", async () => unchanged(await stack.refresh()));

        it("has every node class and node pool ready", async () => {
            const names = (group: string) => Object.keys(stack.config[`eks-karpenter:${group}`]).sort();
            deepEqual(await readyNames(site.cluster, "ec2nodeclasses"), names("nodeClasses"));
            deepEqual(await readyNames(site.cluster, "nodepools"), names("nodePools"));
        });

        it("goes, and leaves nothing but the CRDs and the account's role for spot", async () => {
            succeeded(await stack.destroy());
            deepEqual(await everything(lab, site), withKept(untouched));
        });
    });
