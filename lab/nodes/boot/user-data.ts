import type { Boot } from "./boot.ts";
import { bootstrapScripts } from "./bootstrap.ts";
import { bottlerocket } from "./bottlerocket.ts";
import { mimeParts } from "./mime.ts";
import { nodeadm } from "./nodeadm.ts";

/** Parses user data for any of EKS's Linux images. Throws with the reason if it does not join a node. */
export function readUserData(text: string): Boot {
    if (text.trim() === "") throw new Error("it has no user data");
    if (/^\s*<powershell>/i.test(text)) throw new Error("it runs Windows, which the lab does not");
    const parts = mimeParts(text);
    const boot = parts ? (nodeadm(parts) ?? bootstrapScripts(parts)) : (bottlerocket(text) ?? bootstrapScripts([text]));
    if (!boot)
        throw new Error(
            "its user data is neither a NodeConfig, nor calls bootstrap.sh, nor has Bottlerocket's settings",
        );
    return boot;
}
