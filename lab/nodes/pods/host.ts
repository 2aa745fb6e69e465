import type { KubeConfig } from "@kubernetes/client-node";
import type { LabFolder } from "../../process/folder.ts";
import type { Tools } from "../../tools/tools.ts";
import type { IdentitySource } from "./identity.ts";

/** What pods get from the machine they run on, and from the cluster. */
export interface Host {
    folder: LabFolder;
    tools: Pick<Tools, "controllers">;
    /** The node's own credentials. */
    node: KubeConfig;
    nodeName: string;
    address: string;
    allocatable: Record<string, string>;
    endpoint: string;
    certificateAuthority: string;
    awsEndpoint: string;
    identity: IdentitySource;
    /** A free address for a pod. It is only shown: nothing listens there. */
    podAddress: () => string;
    note: (text: string) => void;
}
