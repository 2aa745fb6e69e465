import { execFileSync } from "node:child_process";
import {
    appendFileSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Everything that the lab keeps outside the repository: built tools, and the folders of running labs. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "eks-karpenter");

/** The folder of one running lab: logs, the state of its parts, and a list of the processes that it started. */
export class LabFolder {
    readonly path: string;

    constructor(path: string) {
        this.path = path;
    }

    /** A folder for a part's own files. */
    folder(...names: string[]): string {
        const path = join(this.path, ...names);
        mkdirSync(path, { recursive: true });
        return path;
    }

    /** The log file of a part. All of them are in one folder. */
    log(part: string): string {
        return join(this.folder("logs"), `${part}.log`);
    }

    /** Remembers a process, so that the next lab can end it should this one be killed. */
    remember(pid: number): void {
        appendFileSync(join(this.path, processes), `${JSON.stringify({ pid, started: startOf(pid) })}\n`);
    }

    remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }
}

const processes = "processes";

/** A folder for a lab of this process. Labs that were killed are cleaned up first. */
export function openFolder(): LabFolder {
    const labs = join(cacheFolder, "labs");
    mkdirSync(labs, { recursive: true });
    for (const name of readdirSync(labs)) cleanUp(join(labs, name));
    const folder = new LabFolder(mkdtempSync(join(labs, "lab-")));
    writeFileSync(join(folder.path, "owner"), JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    return folder;
}

/** Ends what a killed lab left running, and removes its folder. A lab whose owner lives is left alone. */
function cleanUp(path: string): void {
    const read = (name: string): Started[] =>
        existsSync(join(path, name))
            ? readFileSync(join(path, name), "utf8")
                  .split("\n")
                  .filter(Boolean)
                  .map(line => JSON.parse(line))
            : [];
    const owners = read("owner");
    if (owners.length === 0 || owners.some(alive)) return;
    for (const started of read(processes)) if (alive(started)) killGroup(started.pid);
    rmSync(path, { recursive: true, force: true });
}

interface Started {
    pid: number;
    started: string;
}

// A process is known by its id and its start: ids come round again.
const alive = ({ pid, started }: Started): boolean => started !== "" && startOf(pid) === started;

function startOf(pid: number): string {
    try {
        return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
    } catch {
        return "";
    }
}

function killGroup(pid: number): void {
    try {
        process.kill(-pid, "SIGKILL");
    } catch {
        // It ended by itself.
    }
}
