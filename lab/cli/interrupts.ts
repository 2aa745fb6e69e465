// npm forwards a Ctrl-C that the terminal has already sent. A deliberate second one comes later.
const oneKeystroke = 700;

/** Handles Ctrl-C and other signals with the handler set last. */
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
