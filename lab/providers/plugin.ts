/** What the engine asks of a plugin, in plain values. */
export interface Plugin {
    /** The package's name. */
    name: string;
    /** At least what the program's SDK asks for, or the engine warns. */
    version: string;
    /** The configuration of a provider, before its use. */
    checkConfig(request: Subject & { inputs: Properties }): Promise<Checked>;
    /** What of a provider's configuration replaces it, and so all of its resources. Defaults to nothing. */
    diffConfig?(request: Subject & { oldInputs: Properties; inputs: Properties }): Promise<Difference>;
    configure(config: Properties): Promise<void>;
    /** `seed` is the same in a preview and in the update after it. */
    check(request: Subject & { oldInputs: Properties; inputs: Properties; seed: Uint8Array }): Promise<Checked>;
    diff(request: Existing & { inputs: Properties; ignoreChanges: string[] }): Promise<Difference>;
    /** In a preview there is no id. */
    create(request: Subject & Operation): Promise<{ id?: string; state: Properties }>;
    /** Nothing, when it is gone. In an import, state and old inputs are empty. */
    read(request: Existing): Promise<{ id: string; state: Properties; inputs: Properties } | undefined>;
    update(request: Existing & Operation): Promise<Properties>;
    delete(request: Existing & { timeout: number }): Promise<void>;
    invoke(token: string, args: Properties): Promise<Properties>;
    /** The engine was told to stop: what waits, gives up. */
    cancel?(): void;
}

/**
 * Properties of a resource. What is not known in a preview is `unknown`. Secrets arrive bare; the engine marks them again in
 * whatever comes back under the same name.
 */
export type Properties = Record<string, any>;

/** The resource that a question is about. */
export interface Subject {
    urn: string;
    type: string;
    /** Its name in the program. */
    name: string;
}

/** A resource that is there. */
export interface Existing extends Subject {
    id: string;
    /** Its outputs, as the last operation left them. */
    state: Properties;
    oldInputs: Properties;
}

export interface Operation {
    inputs: Properties;
    /** Seconds; 0 where the program sets none. */
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
    /** How each changed property changes, by its path. */
    changes: Record<string, Change>;
    /** Whether the new one cannot stand beside the old. */
    deleteBeforeReplace?: boolean;
}

export type Change = "ADD" | "ADD_REPLACE" | "DELETE" | "DELETE_REPLACE" | "UPDATE" | "UPDATE_REPLACE";

/** A resource that was made or changed, and is not as it should be: it stays in the engine's state, with what was asked for. */
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
