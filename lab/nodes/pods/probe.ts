import { setTimeout as pause } from "node:timers/promises";
import type { V1Probe } from "@kubernetes/client-node";

/** Runs an `httpGet` probe once. */
export async function answers(probe: V1Probe, port: number): Promise<boolean> {
    try {
        const response = await fetch(`http://127.0.0.1:${port}${probe.httpGet!.path ?? "/"}`, {
            signal: AbortSignal.timeout((probe.timeoutSeconds ?? 1) * 1000),
            redirect: "manual",
        });
        await response.body?.cancel();
        return response.status >= 200 && response.status < 400;
    } catch {
        return false;
    }
}

/**
 * Reports changes of readiness until the container stops. Probes every second without the initial delay, to save
 * time.
 */
export async function watchReadiness(
    probe: V1Probe,
    port: number,
    signal: AbortSignal,
    changed: (ready: boolean) => void,
): Promise<void> {
    let ready = false;
    let failures = 0;
    for (;;) {
        const answer: boolean = await answers(probe, port);
        failures = answer ? 0 : failures + 1;
        const now: boolean = answer || (ready && failures < (probe.failureThreshold ?? 3));
        if (now !== ready && !signal.aborted) changed(now);
        ready = now;
        await pause(1000, undefined, { signal });
    }
}

/** Resolves when the probe has reached its failure threshold. */
export async function untilDead(probe: V1Probe, port: number, signal: AbortSignal): Promise<void> {
    await pause((probe.initialDelaySeconds ?? 0) * 1000, undefined, { signal });
    let failures = 0;
    for (;;) {
        failures = (await answers(probe, port)) ? 0 : failures + 1;
        if (failures >= (probe.failureThreshold ?? 3)) return;
        await pause((probe.periodSeconds ?? 10) * 1000, undefined, { signal });
    }
}
