/** A resource provider, with plain values in place of the engine's protocol. */
export interface Plugin {
    /** Name of the package. */
    name: string;
    /** At least the version that the program's SDK requires, or the engine warns. */
    version: string;
    /** Validates a provider's configuration. */
    checkConfig(request: Subject & { inputs: Properties }): Promise<Checked>;
    /** Configuration changes that replace the provider, and so all of its resources. Defaults to none. */
    diffConfig?(request: Subject & { oldInputs: Properties; inputs: Properties }): Promise<Difference>;
    configure(config: Properties): Promise<void>;
    /** `seed` is the same in a preview and in its update. */
    check(request: Subject & { oldInputs: Properties; inputs: Properties; seed: Uint8Array }): Promise<Checked>;
    diff(request: Existing & { inputs: Properties; ignoreChanges: string[] }): Promise<Difference>;
    /** Without an id in a preview. */
    create(request: Subject & Operation): Promise<{ id?: string; state: Properties }>;
    /** Undefined if it does not exist. In an import, state and old inputs are empty. */
    read(request: Existing): Promise<{ id: string; state: Properties; inputs: Properties } | undefined>;
    update(request: Existing & Operation): Promise<Properties>;
    delete(request: Existing & { timeout: number }): Promise<void>;
    invoke(token: string, args: Properties): Promise<Properties>;
    /** Aborts pending operations when the engine cancels. */
    cancel?(): void;
}

/**
 * Resource properties. Unknown values in a preview are `unknown`. Secrets arrive in plaintext; the engine marks
 * properties of the same names in responses as secret again.
 */
export type Properties = Record<string, any>;

/** The resource of a request. */
export interface Subject {
    urn: string;
    type: string;
    /** Name in the program. */
    name: string;
}

/** An existing resource. */
export interface Existing extends Subject {
    id: string;
    /** Outputs after the last operation. */
    state: Properties;
    oldInputs: Properties;
}

export interface Operation {
    inputs: Properties;
    /** Seconds; 0 if the program sets none. */
    timeout: number;
    preview: boolean;
}

export interface Checked {
    inputs: Properties;
    failures: Failure[];
}

export interface Failure {
    property: string;
    reason: string;
}

export interface Difference {
    /** Kind of change by property path. */
    changes: Record<string, Change>;
    /** Whether the old resource must be deleted first. */
    deleteBeforeReplace?: boolean;
}

export type Change = "ADD" | "ADD_REPLACE" | "DELETE" | "DELETE_REPLACE" | "UPDATE" | "UPDATE_REPLACE";

/** A resource that exists but is not ready. It is kept in the engine's state with its inputs. */
export class NotReady extends Error {
    readonly id: string;
    readonly state: Properties;
    readonly inputs: Properties;

    constructor(message: string, id: string, state: Properties, inputs: Properties) {
        super(message);
        this.id = id;
        this.state = state;
        this.inputs = inputs;
    }
}
