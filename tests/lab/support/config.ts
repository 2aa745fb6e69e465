import type { StackConfig } from "../../../lab/pulumi/stack.ts";

/** Sets a value of the program's config by its path, making what is on the way to it; undefined takes one out. */
export function set(config: StackConfig, path: string, value: unknown): void {
    const keys = `eks-karpenter:${path}`.split(".");
    const key = keys.pop()!;
    let at = config;
    for (const outer of keys) {
        at[outer] ??= {};
        at = at[outer];
    }
    if (value === undefined) delete at[key];
    else at[key] = value;
}
