import type { Tools } from "../../tools/tools.ts";

/** An image that the lab runs: as which program, and which of its variables name the ports it listens on. */
export interface Image {
    command: string;
    /** They are given free ports instead of the pod's: all pods share this machine. */
    listeners: string[];
    /** The variable that tells it its namespace. In a pod it reads that from a file beside the token, at a path no process can have. */
    namespace: string;
}

interface Entry extends Omit<Image, "command"> {
    repository: RegExp;
    /** By version, which is the image's tag. */
    commands(tools: Pick<Tools, "controllers">): Record<string, string>;
}

const images: Entry[] = [
    {
        repository: /(^|\/)karpenter\/controller$/,
        listeners: ["METRICS_PORT", "HEALTH_PROBE_PORT"],
        namespace: "LEADER_ELECTION_NAMESPACE",
        commands: ({ controllers }) => controllers,
    },
];

/** What runs for an image; nothing when its containers only seem to run. */
export function findImage(name: string, tools: Pick<Tools, "controllers">): Image | undefined {
    const [, repository = "", version = ""] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/.exec(name) ?? [];
    const entry = images.find(candidate => candidate.repository.test(repository));
    if (!entry) return undefined;
    const commands = entry.commands(tools);
    const command = commands[version];
    if (!command)
        throw new Error(`the lab has no ${repository}:${version}; it has ${Object.keys(commands).join(", ")}`);
    return { command, listeners: entry.listeners, namespace: entry.namespace };
}
