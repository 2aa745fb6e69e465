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

    /** The folder of all logs. */
    get logs(): string {
        return this.folder("logs");
    }

    /** The log file of a part. */
    log(part: string): string {
        return join(this.logs, `${part}.log`);
    }

    /** Remembers a process that leads a process group, so that it ends with the lab, however that ends. */
    remember(pid: number): void {
        appendFileSync(join(this.path, processes), `${JSON.stringify(known(pid))}\n`);
    }

    /** The same for a program that starts others in process groups of their own: what to put into its environment. */
    get mark(): Record<string, string> {
        return { [mark]: this.path };
    }

    /** The processes of the lab that run: those remembered and those with its mark. */
    get processes(): number[] {
        return [...this.leaders, ...this.marked];
    }

    private get leaders(): number[] {
        return running(read(join(this.path, processes)));
    }

    private get marked(): number[] {
        return startedWith(mark, this.path);
    }

    /** Ends, by force, every process of the lab that still runs. */
    end(): void {
        // What is started while the list is read is on the next one.
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
 * A folder for a lab of this process. Labs that were killed are cleaned up first. When this process exits, whatever the reason, so
 * does all that the lab started; the folder goes as well, unless something failed: then it stays until the next lab.
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

/** Ends what a killed lab left running, and removes its folder. A lab whose owner lives is left alone. */
function cleanUp(folder: LabFolder): void {
    const owners = read(join(folder.path, owner));
    const opened = statSync(folder.path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    // Without an owner it is one that is just being opened, or was when its lab was killed.
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
