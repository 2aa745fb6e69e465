import type { Boot } from "./boot.ts";
import { kubeletFlags, shellWords } from "./flags.ts";

/** Amazon Linux 2 user data: a script that calls `/etc/eks/bootstrap.sh`. Undefined if no script does. */
export function bootstrapScripts(scripts: string[]): Boot | undefined {
    const call = scripts
        .map(script => /^\s*\/etc\/eks\/bootstrap\.sh\s(?:.*\\\n)*.*/m.exec(script)?.[0])
        .findLast(Boolean);
    if (!call) return undefined;
    const [, cluster, ...options] = shellWords(call);
    const option = (name: string): string | undefined => {
        const at = options.indexOf(`--${name}`);
        return at < 0 ? undefined : options[at + 1];
    };
    const endpoint = option("apiserver-endpoint");
    if (!cluster || !endpoint) throw new Error("its bootstrap.sh lacks the cluster's name or API server");
    return {
        cluster,
        endpoint,
        certificateAuthority: option("b64-cluster-ca") ?? "",
        ...kubeletFlags(option("kubelet-extra-args") ?? ""),
        operatingSystem: "Amazon Linux 2",
    };
}
