/** The ways in which a cluster maps AWS principals to users. */
export type AuthenticationMode = "CONFIG_MAP" | "API_AND_CONFIG_MAP" | "API";

/** A cluster to start. */
export interface ClusterOrder {
    name: string;
    region: string;
    /** The current mode, which `UpdateClusterConfig` can change. */
    readonly authenticationMode: AuthenticationMode;
    /** The principal that is an administrator without an access entry; false if there is none. */
    creator: string | false;
    network: { vpcId: string; subnetIds: string[]; securityGroupId: string };
}

/** A running control plane, and the machines that join it. */
export interface ControlPlane {
    endpoint: string;
    /** Base64. */
    certificateAuthority: string;
    issuer: string;
    /** The issuer's public keys (JWKS). */
    jwks: object;
    /** Waits until the Nodes of all instances are Ready. */
    joined(instanceIds: string[]): Promise<void>;
    /** Cordons an instance's Node and evicts its pods. Throws if disruption budgets keep some of them. */
    drain(instanceId: string): Promise<void>;
    stop(): Promise<void>;
}

/** Starts a control plane for `CreateCluster`. */
export type StartControlPlane = (order: ClusterOrder) => Promise<ControlPlane>;
