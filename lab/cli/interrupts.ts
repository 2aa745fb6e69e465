// npm passes a Ctrl-C on that the terminal has given already; a person who means it twice takes longer.
const oneKeystroke = 700;

/** Ctrl-C, and what else asks the lab to end: does what was last set. */
export class Interrupts {
    private last = 0;
    private act: () => void;

    constructor(act: () => void) {
        this.act = act;
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => this.hear());
    }

    set(act: () => void): void {
        this.act = act;
    }

    private hear(): void {
        const now = Date.now();
        if (now - this.last < oneKeystroke) return;
        this.last = now;
        this.act();
    }
}
