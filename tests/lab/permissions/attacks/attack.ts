import type { Scene } from "./scene.ts";

/** Something that must not be, tried with real keys. */
export interface Attack {
    title: string;
    /** The action that IAM denies, which need not be the call's own. */
    denied: string;
    attempt(scene: Scene): Promise<unknown>;
}

export const attack = (denied: string, title: string, attempt: Attack["attempt"]): Attack => ({
    title,
    denied,
    attempt,
});
