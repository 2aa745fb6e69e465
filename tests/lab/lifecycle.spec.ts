import { deepEqual } from "node:assert/strict";
import type { Lab } from "../../lab/lab.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { clusterOf, siteConfig } from "../../lab/stack-file.ts";
import { type Everything, everything, withKept } from "./support/inventory.ts";
import { theLab } from "./support/lab.ts";
import { succeeded } from "./support/outcome.ts";
import { itIsSettled } from "./support/settled.ts";

for (const file of ["Pulumi.dev.yaml", "examples/Pulumi.al2.yaml"])
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

        itIsSettled(() => ({ site, stack }));

        it("goes, and leaves nothing but the CRDs and the account's role for spot", async () => {
            const spot: boolean = stack.config["eks-karpenter:spot"]?.serviceLinkedRole ?? false;
            succeeded(await stack.destroy());
            deepEqual(await everything(lab, site), withKept(untouched, { spot }));
        });
    });
