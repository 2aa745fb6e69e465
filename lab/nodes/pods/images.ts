import type { Tools } from "../../tools/tools.ts";

/** An image that the lab runs as a program, with the variables for its ports. */
export interface Image {
    command: string;
    /** Variables that set ports. They get free ports instead of the pod's, since all pods share this machine. */
    listeners: string[];
    /**
     * Variable for the namespace. In a pod it is read from a file beside the token, at a path that does not exist
     * here.
     */
    namespace: string;
}

interface Entry extends Omit<Image, "command"> {
    repository: RegExp;
    /** Programs by version, which is the image's tag. */
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

/** The program for an image; undefined if its containers are only simulated. */
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
