import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { minVersion } from "semver";
import typescript from "typescript";
import { manifest, run } from "./npm.ts";
import { compile, install, type Project, type Registered, register, revive } from "./project.ts";

const peers: [name: string, range: string][] = Object.entries(manifest.peerDependencies);
const required = peers.filter(([name]) => !manifest.peerDependenciesMeta[name]?.optional);
const installed = (name: string): string => createRequire(import.meta.url)(`${name}/package.json`).version;

const projects: { [title: string]: Project } = {
    "an ESM project with the peers that this repository has": {
        type: "module",
        compilerOptions: { strict: true, noEmit: true, target: "es2024", module: "nodenext", types: ["node"] },
        packages: Object.fromEntries(
            [...required.map(([name]) => name), "typescript", "@types/node"].map(name => [name, installed(name)]),
        ),
        main: "index.ts",
    },
    "a project as `pulumi new typescript` makes it, with the oldest peers allowed": {
        type: "commonjs",
        compilerOptions: {
            strict: true,
            outDir: "bin",
            target: "es2020",
            module: "commonjs",
            moduleResolution: "node",
            sourceMap: true,
            experimentalDecorators: true,
            pretty: true,
            noFallthroughCasesInSwitch: true,
            noImplicitReturns: true,
            forceConsistentCasingInFileNames: true,
        },
        packages: {
            ...Object.fromEntries(required.map(([name, range]) => [name, minVersion(range)!.version])),
            typescript: "^5.0.0",
            "@types/node": "^22",
        },
        main: "bin/index.js",
    },
};
const seen: Registered[] = [];

for (const [title, project] of Object.entries(projects))
    describe(title, () => {
        let home: string;
        let registered: Registered;
        before(() => {
            home = install(project);
        });

        it("compiles a program with a cluster of its own", () => {
            compile(home);
        });

        it("runs it on the build that suits it", () => {
            registered = register(home, project.main);
            seen.push(registered);
            assert.equal(registered.build, project.type === "module" ? "esm" : "cjs");
        });

        it("keeps dynamic providers that work where Pulumi runs them", async () => {
            const reviveType = (type: string) =>
                revive(home, registered.providers[`pulumi-nodejs:dynamic/eks-karpenter:${type}`]!);
            const mapping = { rolearn: "a role", username: "node", groups: [] };
            // The optional peer is not installed.
            const { failures } = await reviveType("AwsAuthMapping").check({}, { kubeconfig: "", mapping });
            assert.match(failures[0].reason, /npm install @kubernetes\/client-node/);
            const { PATH } = process.env;
            process.env.PATH = "";
            await assert
                .rejects(reviveType("SpotServiceLinkedRole").create({ service: "spot.amazonaws.com" }), /the AWS CLI/)
                .finally(() => Object.assign(process.env, { PATH }));
        });

        it("finds every package that the built files import among those installed with it", () => {
            const dist = join(home, "node_modules/eks-karpenter/dist");
            const load = createRequire(join(dist, "index.js"));
            const imports = readdirSync(dist, { recursive: true, encoding: "utf8" })
                .filter(path => path.endsWith(".js") || path.endsWith(".d.ts"))
                .flatMap(
                    path => typescript.preProcessFile(readFileSync(join(dist, path), "utf8"), true, true).importedFiles,
                )
                .map(({ fileName }) => fileName)
                .filter(name => !name.startsWith(".") && !isBuiltin(name));
            const packageOf = (path: string) => /^(@[^/]+\/)?[^/]+/.exec(path)![0];
            const known = [...Object.keys(manifest.dependencies), ...peers.map(([name]) => name)].toSorted();
            assert.deepEqual([...new Set(imports.map(packageOf))].toSorted(), known);
            for (const name of new Set(imports)) if (name !== "@kubernetes/client-node") load.resolve(name);
        });

        it("offers the package and its package.json, and nothing inside it", () => {
            const load = createRequire(join(home, "index.js"));
            load.resolve("eks-karpenter");
            load.resolve("eks-karpenter/package.json");
            for (const inside of [
                "dist/esm/karpenter.js",
                "dist/cjs/karpenter.js",
                "dist/esm/rules/check.js",
                "components",
            ])
                assert.throws(() => load.resolve(`eks-karpenter/${inside}`), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
        });

        it("says how much of the disk it takes", () => {
            const megabytes = (...packages: string[]) => {
                const sizes = run(join(home, "node_modules"), "du", "-sk", ...packages)
                    .trim()
                    .split("\n");
                return `${(sizes.reduce((sum, size) => sum + Number.parseInt(size, 10), 0) / 1024).toFixed(1)} MB`;
            };
            const own = ["eks-karpenter", ...Object.keys(manifest.dependencies)];
            const [alone, together, all] = [megabytes("eks-karpenter"), megabytes(...own), megabytes(".")];
            console.log(
                `        eks-karpenter ${alone}, with ${own.slice(1).join(" and ")} ${together}, whole project ${all}`,
            );
        });
    });

describe("both projects", () => {
    it("register the same resources", () => {
        assert.equal(seen.length, 2);
        assert.deepEqual(seen[0]!.resources, seen[1]!.resources);
        assert.ok(seen[0]!.resources.includes("eks-karpenter:index:Karpenter karpenter"));
    });
});
