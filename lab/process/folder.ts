import {
    appendFileSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { kill, known, running, type Started, startedWith } from "./processes.ts";

/** Cache outside of the repository: built tools, and folders of running labs. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "eks-karpenter");

/** Folder of a running lab: logs, state, and a list of its processes. */
export class LabFolder {
    readonly path: string;

    constructor(path: string) {
        this.path = path;
    }

    /** A folder for a part's files. */
    folder(...names: string[]): string {
        const path = join(this.path, ...names);
        mkdirSync(path, { recursive: true });
        return path;
    }

    /** Folder of all logs. */
    get logs(): string {
        return this.folder("logs");
    }

    /** Path of a part's log. */
    log(part: string): string {
        return join(this.logs, `${part}.log`);
    }

    /** Records a process group's leader, so that it is ended with the lab in any case. */
    remember(pid: number): void {
        appendFileSync(join(this.path, processes), `${JSON.stringify(known(pid))}\n`);
    }

    /** Environment variables that mark a program's children as the lab's, even in other process groups. */
    get mark(): Record<string, string> {
        return { [mark]: this.path };
    }

    /** Running processes of the lab: recorded or marked. */
    get processes(): number[] {
        return [...this.leaders, ...this.marked];
    }

    private get leaders(): number[] {
        return running(read(join(this.path, processes)));
    }

    private get marked(): number[] {
        return startedWith(mark, this.path);
    }

    /** Kills all processes of the lab. */
    end(): void {
        // A process started while the list is read is on the next list.
        for (let attempt = 0; attempt < 50; attempt += 1) {
            const { leaders, marked } = this;
            if (leaders.length + marked.length === 0) return;
            for (const pid of [...leaders.map(leader => -leader), ...marked]) kill(pid);
        }
    }

    remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }
}

const processes = "processes";
const owner = "owner";
const mark = "EKS_KARPENTER_LAB";

/**
 * Opens a folder for this process's lab, after cleaning up after labs that were killed. When this process exits for
 * any reason, all of the lab's processes are killed. The folder is removed too, unless something failed: then it is
 * kept until the next lab.
 */
export function openFolder(labs = join(cacheFolder, "labs")): LabFolder {
    mkdirSync(labs, { recursive: true });
    for (const name of readdirSync(labs)) cleanUp(new LabFolder(join(labs, name)));
    const folder = new LabFolder(mkdtempSync(join(labs, "lab-")));
    writeFileSync(join(folder.path, owner), JSON.stringify(known(process.pid)));
    process.once("exit", code => {
        folder.end();
        if (code === 0) folder.remove();
    });
    return folder;
}

/** Kills the processes of a killed lab and removes its folder. A lab with a running owner is skipped. */
function cleanUp(folder: LabFolder): void {
    const owners = read(join(folder.path, owner));
    const opened = statSync(folder.path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    // Without an owner, a lab is just being opened, or was killed at that time.
    const young = owners.length === 0 && Date.now() - opened < 60_000;
    if (young || running(owners).length) return;
    folder.end();
    folder.remove();
}

const read = (file: string): Started[] =>
    existsSync(file)
        ? readFileSync(file, "utf8")
              .split("\n")
              .filter(Boolean)
              .map(line => JSON.parse(line))
        : [];
