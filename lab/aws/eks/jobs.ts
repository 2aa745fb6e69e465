/** EKS's work after the response to a call. */
export class Jobs {
    private readonly running = new Set<Promise<void>>();

    /** Starts a job. Its errors go to `failed`. */
    run(job: () => Promise<void>, failed: (error: Error) => void): void {
        const running = job()
            .catch(failed)
            .finally(() => this.running.delete(running));
        this.running.add(running);
    }

    /** Waits for all running jobs. */
    async settled(): Promise<void> {
        while (this.running.size > 0) await Promise.all(this.running);
    }
}
