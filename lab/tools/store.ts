import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { until } from "../process/until.ts";
import { folderNameOf, type Part, titleOf } from "./part.ts";
import { runInto } from "./run.ts";

// Written at the end of a build: a folder without it is from an interrupted process.
const stamp = ".made";

/** The cache folder of built parts. */
export class Store {
    readonly path: string;
    readonly logs: string;

    constructor(path: string) {
        this.path = path;
        this.logs = join(path, "logs");
    }

    folderOf(part: Part): string {
        return join(this.path, folderNameOf(part));
    }

    has(part: Part): boolean {
        const folder = this.folderOf(part);
        return [stamp, ...part.products].every(product => existsSync(join(folder, product)));
    }

    /** Builds a part. It is built in place, since Python environments cannot be moved. */
    async make(part: Part): Promise<void> {
        const folder = this.folderOf(part);
        const log = join(this.logs, `${part.name}.log`);
        rmSync(folder, { recursive: true, force: true });
        rmSync(log, { force: true });
        mkdirSync(folder, { recursive: true });
        mkdirSync(this.logs, { recursive: true });
        await part.make(folder, runInto(log, titleOf(part)));
        const lacking = part.products.filter(product => !existsSync(join(folder, product)));
        if (lacking.length) throw new Error(`${titleOf(part)}: ${lacking.join(", ")} not in ${folder}; see ${log}`);
        writeFileSync(join(folder, stamp), "");
    }

    /** Runs an action that only one process may run at a time. Calls `waiting` if another one holds the lock. */
    async alone(waiting: () => void, act: () => Promise<void>): Promise<void> {
        mkdirSync(this.path, { recursive: true });
        // SQLite's lock is the operating system's, which releases it when a process ends for any reason.
        const lock = new DatabaseSync(join(this.path, "lock"));
        try {
            if (!acquired(lock)) {
                waiting();
                await until("the other process", () => acquired(lock), { timeout: 3_600_000 });
            }
            await act();
        } finally {
            lock.close();
        }
    }
}

function acquired(lock: DatabaseSync): boolean {
    try {
        lock.exec("BEGIN EXCLUSIVE");
        return true;
    } catch (error) {
        if ((error as { errcode?: number }).errcode === busy) return false;
        throw error;
    }
}

// SQLITE_BUSY
const busy = 5;
