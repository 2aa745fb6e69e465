import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabFolder } from "../../../lab/process/folder.ts";
import { known } from "../../../lab/process/processes.ts";

/** A folder of a lab that is none, for the length of a test file. */
export function temporaryFolder(): LabFolder {
    const folder = new LabFolder(mkdtempSync(join(tmpdir(), "lab-process-")));
    after(() => rmSync(folder.path, { recursive: true }));
    return folder;
}

/** Whether a process is there, not counting one that has ended and waits for its parent to notice. */
export const runs = (pid: number): boolean => known(pid).started !== "";
