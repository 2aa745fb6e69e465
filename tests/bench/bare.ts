import { enableCompileCache } from "node:module";

// As the render does.
enableCompileCache();
const { readFileSync } = await import("node:fs");
const pulumi = await import("@pulumi/pulumi");
const { Facts } = await import("../../stack/offline/facts.ts");
const { Monitor } = await import("../../stack/offline/monitor.ts");

/**
 * What there is to be registered: the resources of a render, if one is named. No component is written here, no rule is checked,
 * nothing has a parent.
 */
const [rendered] = process.argv.slice(2);
const resources = rendered ? JSON.parse(readFileSync(rendered, "utf8")) : [];

class Bare extends pulumi.CustomResource {}

const config = { "aws:region": "us-west-2" };
pulumi.runtime.setAllConfig(config);
pulumi.runtime.setMockOptions(new Monitor(new Facts("bare", config)), "bare", "dev", true, "organization");
await pulumi.runtime.runInPulumiStack(async () => {
    for (const { type, name, inputs } of resources)
        if (type.startsWith("eks-karpenter:")) new pulumi.ComponentResource(type, name);
        else if (type !== pulumi.runtime.rootPulumiStackTypeName) new Bare(type, name, inputs);
});
await pulumi.runtime.disconnect();
