import type { KubeConfig } from "@kubernetes/client-node";
import type { LabFolder } from "../../process/folder.ts";
import type { Tools } from "../../tools/tools.ts";
import type { IdentitySource } from "./identity.ts";

/** Resources that pods get from their node and the cluster. */
export interface Host {
    folder: LabFolder;
    tools: Pick<Tools, "controllers">;
    /** The node's credentials. */
    node: KubeConfig;
    nodeName: string;
    address: string;
    allocatable: Record<string, string>;
    endpoint: string;
    certificateAuthority: string;
    awsEndpoint: string;
    identity: IdentitySource;
    /** Allocates a pod address. It is only displayed: nothing listens there. */
    podAddress: () => string;
    note: (text: string) => void;
}
