import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { comesAfter } from "./deploy.ts";
import { root } from "./render.ts";
import { render } from "./stack/render/page/rendered.ts";

/** The warnings of each stack in examples/. None of them has a problem, or it would not render. */
const warnings: { [stack: string]: string[] } = {
    al2: [
        "nodeClasses.default.spec.amiFamily: found AL2, which has had no new images since November 2025 and supports Kubernetes up to 1.32; use AL2023 [end-of-al2]",
        "nodePools.default.spec.template.spec.terminationGracePeriod: missing; without it, a pod that must not be disrupted can block its node, " +
            "even after expireAfter (720h), and pulumi destroy forever; set a duration such as 24h [termination-grace-period]",
    ],
    boundaries: [],
    china: [],
    gitops: [
        "install.enabled: found false: pools and nodes are not in the stack's state, so the stack's resources are protected from deletion; " +
            "before pulumi destroy, delete the pools in the cluster, set install.protect: false and run pulumi up [unmanaged-nodes]",
    ],
    gpu: [],
    "new-cluster": [],
    production: [],
};

describe("the example stacks", () => {
    it("are all listed here", () => {
        const files = readdirSync(join(root, "examples")).flatMap(file => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
        assert.deepEqual(files.sort(), Object.keys(warnings).sort());
    });

    for (const [stack, expected] of Object.entries(warnings))
        it(`${stack} renders with ${expected.length || "no"} warnings`, async () => {
            const rendered = await render(stack, join(root, `examples/Pulumi.${stack}.yaml`));
            assert.deepEqual(rendered.warnings, expected);
            assert.deepEqual(rendered.allowed, []);
        });
});

describe("the example program", () => {
    // As in a project that has installed the package.
    const components = pathToFileURL(join(root, "components/index.ts")).href;
    const resolve = (specifier: string) => (specifier === "eks-karpenter" ? components : specifier);
    const installed = registerHooks({ resolve: (specifier, context, next) => next(resolve(specifier), context) });
    after(() => installed.deregister());

    it("makes a cluster, nodes for the controller, and Karpenter after them", async function () {
        // All of @pulumi/aws is loaded.
        this.timeout(60_000);
        const { resources, warnings } = await render("prod", undefined, join(root, "examples/program"));
        assert.deepEqual(warnings, []);
        const count = (type: string) => resources.filter(resource => resource.type === type).length;
        assert.deepEqual(
            ["eks:index:Cluster", "aws:eks/nodeGroup:NodeGroup", "eks-karpenter:index:Karpenter"].map(count),
            [1, 1, 1],
        );
        const named = (name: string) => resources.find(resource => resource.name === name)!;
        assert.ok(comesAfter(resources, named("karpenter-node-pool-default"), named("system")));
        assert.ok(comesAfter(resources, named("karpenter-controller"), named("system")));
        assert.deepEqual(
            resources.filter(({ type }) => type === "aws:ec2/tag:Tag").map(({ inputs }) => inputs.resourceId),
            ["sg-0123456789abcdef0", "subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"],
        );
    });

    it("passes its own test", function () {
        this.timeout(60_000);
        const hooks = `import { registerHooks } from "node:module";
            const resolve = specifier => (specifier === "eks-karpenter" ? ${JSON.stringify(components)} : specifier);
            registerHooks({ resolve: (specifier, context, next) => next(resolve(specifier), context) });`;
        const install = `data:text/javascript,${encodeURIComponent(hooks)}`;
        execFileSync(process.execPath, ["--no-warnings", "--import", install, "--test", "index.test.ts"], {
            cwd: join(root, "examples/program"),
        });
    });
});
