import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Lab } from "../../lab/lab.ts";
import { known } from "../../lab/process/processes.ts";
import { until } from "../../lab/process/until.ts";
import { LabCommand, listeners, onLoopback } from "./support/command.ts";
import { theLab } from "./support/lab.ts";

/** Lets a command be ended, and sees that nothing of it stays but the folder of one that failed. */
async function leavesNothing(command: LabCommand, exit: number): Promise<void> {
    const { folder, processes } = command;
    equal(await command.ended, exit, command.said);
    deepEqual(folder.processes, []);
    deepEqual(listeners(processes), []);
    deepEqual(
        processes.filter(pid => known(pid).started),
        [],
    );
    equal(existsSync(folder.path), exit !== 0);
}

/** What a process was started as; nothing, once it is gone. */
const programOf = (pid: number): string =>
    spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();

describe("npm run lab", () => {
    let commands: LabCommand[] = [];
    const start = (...options: ConstructorParameters<typeof LabCommand>): LabCommand => {
        const command = new LabCommand(...options);
        commands.push(command);
        return command;
    };
    // Whatever failed, no command of a test stays.
    afterEach(async () => {
        for (const command of commands) command.signal("SIGKILL");
        await Promise.all(commands.map(command => command.ended));
        commands = [];
    });

    it("says how it is used when it is used otherwise", async () => {
        const usage = "usage: npm run lab [-- FILE], FILE being a stack file\n";
        const cases: [string[], RegExp | string][] = [
            [["--help"], usage],
            [["Pulumi.dev.yaml", "more"], usage],
            [["Pulumi.none.yaml"], /no such file.*Pulumi\.none\.yaml/],
            [["package.json"], "package.json: the lab needs aws:region and eks-karpenter:cluster.name\n"],
        ];
        for (const [args, expected] of cases) {
            const command = start(args);
            equal(await command.ended, 2);
            if (typeof expected === "string") equal(command.said, expected);
            else match(command.said, expected);
        }
    });

    describe("beside another lab", () => {
        let other: Lab;
        let command: LabCommand;
        const open = new Set<string>();

        before(async () => {
            other = await theLab();
            command = new LabCommand();
            await command.says(/^logs: /m);
            // Pulumi's own processes are there for the length of `pulumi up` only.
            const watch = setInterval(() => {
                for (const { program, address } of listeners(command.processes))
                    if (!onLoopback(address)) open.add(`${program} ${address}`);
            }, 500);
            try {
                await command.says(/Press Enter/);
                // Of two controllers the stack waits for one.
                await until("both controllers to listen", async () => open.size >= 4);
            } finally {
                clearInterval(watch);
            }
        });

        after(() => command.signal("SIGKILL"));

        it("says what each part is, in order, then what Pulumi does, then how to look", () => {
            const [start] = command.said.split("Updating (al2):");
            deepEqual(
                start!
                    .replaceAll(/\d{4,5}$/gm, "PORT")
                    .replaceAll(command.folder.path, "FOLDER")
                    .split("\n"),
                [
                    "tools: up to date",
                    "logs: FOLDER/logs",
                    "AWS: http://127.0.0.1:PORT",
                    "cluster: al2 in us-west-2, Kubernetes 1.36, https://127.0.0.1:PORT",
                    "nodes: the system's two are ready",
                    "pulumi up: examples/Pulumi.al2.yaml",
                    "",
                ],
            );
            match(command.said, /^ \+ {2}kubernetes:karpenter\.sh\/v1:NodePool karpenter-node-pool-default created/m);
            match(command.said, /^Every AWS call, a line each:\n {2}\S+calls\.jsonl$/m);
            ok(!command.said.includes("@ updating"));
            ok(!command.said.includes("\x1b"), "colour, though nobody sees it");
        });

        it("listens on loopback only, but for the two ports of each controller", () => {
            const programs = [...open].map(listener => listener.replace(/ \*:\d+$/, " on every address"));
            deepEqual(programs, Array(4).fill("karpenter on every address"));
        });

        it("tells another terminal all it needs", () => {
            const environment = `${command.folder.path}/environment`;
            const ask = (question: string) =>
                execFileSync("sh", ["-c", `. ${environment} && ${question}`], { encoding: "utf8" }).trim();
            equal(ask("aws eks list-clusters --query 'clusters[]' --output text"), "al2");
            equal(ask(`cd ${command.folder.path}/project && pulumi stack --show-name`), "al2");
            equal(JSON.parse(ask('cat "$KUBECONFIG"'))["current-context"], "al2");
        });

        it("gives a pod a node for an Enter", async () => {
            command.enter();
            await command.says(/^ {2}scale-me-\S+ on ip-\S+\n {6}\S+, spot, us-west-2[abc], pool default$/m);
        });

        it("destroys and leaves nothing on Ctrl-C, and the other lab as it is", async () => {
            command.signal("SIGINT");
            // As npm does with the terminal's, a moment later.
            await pause(100);
            command.signal("SIGINT");
            await leavesNothing(command, 0);
            match(command.said, /^Destroying \(al2\):[\s\S]+ deleted\n[\s\S]+^stopped: nothing is left\n$/m);
            notEqual(other.folder.path, command.folder.path);
            ok((await fetch(other.aws.endpoint)).status < 500);
        });
    });

    it("stops at once on Ctrl-C while it starts", async () => {
        const command = start();
        await command.says(/^AWS: /m);
        command.signal("SIGINT");
        await leavesNothing(command, 0);
    });

    it("cancels pulumi up on Ctrl-C and destroys what there is; on another one stops as it is", async () => {
        const command = start(["Pulumi.dev.yaml"]);
        await command.says(/AccessEntry \S+ created/);
        command.signal("SIGINT");
        await command.says(/^Destroying \(dev\):/m);
        command.signal("SIGINT");
        await leavesNothing(command, 1);
        command.folder.remove();
    });

    it("has the stack create its cluster, gives a pod a node there, and leaves nothing on Ctrl-C", async () => {
        const command = start(["examples/Pulumi.new-cluster.yaml"]);
        await command.says(/Press Enter/, 600_000);
        match(command.said, /^ \+ {2,}aws:eks:Cluster cluster-eksCluster created/m);
        command.enter();
        await command.says(/^ {2}scale-me-\S+ on ip-\S+\n {6}\S+, spot, eu-central-1[abc], pool default$/m);
        command.signal("SIGINT");
        await leavesNothing(command, 0);
        match(command.said, /^stopped: nothing is left$/m);
    }).timeout(900_000);

    it("uses the plugin that is on PATH in place of its own", async () => {
        const folder = mkdtempSync(join(tmpdir(), "plugin-on-path-"));
        const plugin = join(folder, "pulumi-resource-aws");
        writeFileSync(plugin, `#!/bin/sh\necho "not this one" >&2\nexit 1\n`);
        chmodSync(plugin, 0o755);
        const command = start([], { PATH: `${folder}${delimiter}${process.env.PATH}` });
        await command.says(/^pulumi up failed: see above, and the logs in .*$/m);
        await leavesNothing(command, 1);
        match(command.said, new RegExp(`using pulumi-resource-aws from \\$PATH at ${plugin}`));
        command.folder.remove();
        rmSync(folder, { recursive: true });
    });

    it("is cleaned up by the next when it is killed in the middle of pulumi up, and the engine with it", async () => {
        const killed = start();
        await killed.says(/Policy \S+ created/);
        const engine = killed.processes.find(pid => /\/pulumi up /.test(programOf(pid)))!;
        const { folder, processes } = killed;
        killed.signal("SIGKILL");
        process.kill(engine, "SIGKILL");
        equal(await killed.ended, "SIGKILL");
        const left = processes.filter(pid => known(pid).started).map(programOf);
        for (const program of ["moto.server", "etcd", "kube-apiserver", "pulumi-language-nodejs"])
            ok(
                left.some(line => line.includes(program)),
                `${program} is gone by itself: ${left.join("\n")}`,
            );

        const next = start();
        await next.says(/^logs: /m);
        await until("the killed lab's processes to end", () => !processes.some(pid => known(pid).started));
        ok(!existsSync(folder.path));
        next.signal("SIGTERM");
        await leavesNothing(next, 0);
    });
});
