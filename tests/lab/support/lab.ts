import { Lab } from "../../../lab/lab.ts";
import { assertSufficient } from "../permissions/denials.ts";
import { Simulator } from "../permissions/simulator.ts";

let started: Promise<Lab> | undefined;

/** Judges the calls of roles in the lab, and keeps what it was asked. */
export const simulator = new Simulator();

/** The lab that all tests of a run share, in which roles may do what their policies allow. The first that asks starts it. */
export const theLab = (): Promise<Lab> => {
    started ??= Lab.start(line => console.log(`    ${line}`), { authorizer: simulator });
    return started;
};

export const mochaHooks = {
    /** A failure says where to look. The folder of logs is kept then. */
    async afterEach(this: Mocha.Context) {
        const error = this.currentTest?.err;
        if (!error || !started) return;
        failed = true;
        error.message += `\nlogs of the lab: ${(await started).folder.folder("logs")}`;
    },
    async afterAll() {
        if (!started) return;
        const lab = await started;
        await lab.stop();
        assertSufficient(lab.aws);
        if (!failed) lab.folder.remove();
    },
};

let failed = false;
