import * as pulumi from "@pulumi/pulumi";
import proto, {
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import type { Facts } from "./facts.ts";
import { answer } from "./invokes.ts";
import { optionsOf } from "./options.ts";
import { Child, type Outputs, type OutputsOf, outputsOf } from "./outputs.ts";
import { checkRequired } from "./required.ts";
import { shown } from "./shown.ts";

/** A resource as registered by the program. */
export interface Resource {
    urn: string;
    type: string;
    name: string;
    parent: string | null;
    /** URNs that it waits for, from `dependsOn` and from its inputs. */
    dependsOn: string[];
    inputs: Record<string, any>;
    options: Record<string, unknown>;
}

const { specialSigKey, specialResourceSig, specialSecretSig } = pulumi.runtime;
const { Struct } = structs;
const { ResourceMonitorFeature: feature } = proto;
/** Output values are not supported, so that inputs arrive as plain values and unknowns as markers. */
const supported = [
    feature.RESOURCE_MONITOR_FEATURE_SECRETS,
    feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
    feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
    feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
    feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
];

type Reply = (error: { message: string; details: string } | undefined, response?: unknown) => void;

/** Stand-in for the Pulumi engine: records registrations, and responds as the engine and the providers would. */
export class Monitor {
    readonly resources = new Map<string, Resource>();
    /** URNs of components, which group other resources and create nothing themselves. */
    readonly components = new Set<string>();
    /** Remote components, whose resources a plugin registers at deploy time and are not shown. */
    readonly remote: Resource[] = [];
    /** Registered outputs of each component, not yet deserialized. */
    readonly #outputs = new Map<string, RegisterResourceOutputsRequest>();
    /** The component of each resource that a remote component creates, by URN. */
    readonly #children = new Map<string, string>();
    /** The states of all resources, which the SDK reads for a resource reference. */
    readonly #states = new Map<string, { id: string; state: Outputs }>();
    readonly #facts: Facts;
    readonly #computed: OutputsOf;

    constructor(facts: Facts, computed: OutputsOf = outputsOf) {
        this.#facts = facts;
        this.#computed = computed;
    }

    /** The outputs of all components of a type. */
    outputsOf(type: string): Record<string, any>[] {
        return [...this.#outputs]
            .filter(([urn]) => this.resources.get(urn)?.type === type)
            .map(([, request]) => shown(request.getOutputs()?.toJavaScript() ?? {}));
    }

    registerResource(request: RegisterResourceRequest, reply: Reply): void {
        respond(reply, () => {
            const secret = request.getAdditionalsecretoutputsList();
            const raw = withSecrets(request.getObject()?.toJavaScript() ?? {}, secret);
            const resource = {
                urn: urnOf(request.getParent(), request.getType(), request.getName()),
                type: request.getType(),
                name: request.getName(),
                parent: request.getParent() || null,
                // Pulumi's SDK includes dependencies from the inputs. A remote component stands for its resources.
                dependsOn: [
                    ...new Set(request.getDependenciesList().map(urn => this.#children.get(urn) ?? urn)),
                ].sort(),
                inputs: shown(raw),
                options: optionsOf(request),
            };
            const { urn, type, name } = resource;
            if (this.resources.has(urn)) throw new Error(`there are two resources of type ${type} named "${name}"`);
            checkRequired(type, name, raw);
            this.resources.set(urn, resource);
            if (request.getRemote()) this.remote.push(resource);
            else if (!request.getCustom()) this.components.add(urn);
            const { id = name, ...computed } = this.#computed(this.#facts, type, raw);
            // A remote component answers with its outputs alone.
            const echoed = request.getRemote() ? {} : raw;
            const state = withSecrets({ ...echoed, ...this.#withReferences(resource, computed) }, secret);
            this.#states.set(urn, { id, state });
            return {
                getUrn: () => urn,
                getId: () => (request.getCustom() ? id : undefined),
                getObject: () => struct(state),
                getPropertydependenciesMap: () => undefined,
                getResult: () => 0,
            };
        });
    }

    registerResourceOutputs(request: RegisterResourceOutputsRequest, reply: Reply): void {
        this.#outputs.set(request.getUrn(), request);
        reply(undefined, {});
    }

    invoke(request: ResourceInvokeRequest, reply: Reply): void {
        respond(reply, () => {
            const args: Record<string, any> = request.getArgs()?.toJavaScript() ?? {};
            const token = request.getTok();
            const answered =
                token === "pulumi:pulumi:getResource"
                    ? Struct.fromJavaScript(this.#stateOf(args.urn))
                    : struct(answer(this.#facts, token, args));
            return { getFailuresList: () => [], getReturn: () => answered };
        });
    }

    readResource(request: { getType(): string; getName(): string }, reply: Reply): void {
        respond(reply, () => {
            throw new Error(
                `${request.getType()} "${request.getName()}" is read from the cloud, which is not supported in a render`,
            );
        });
    }

    getDeploymentInfo(_request: unknown, reply: Reply): void {
        reply(undefined, { getSupportedfeaturesList: () => supported });
    }

    /**
     * A component's outputs with resource references for children. The one in `eksCluster` of "dev" is
     * "dev-eksCluster".
     */
    #withReferences({ urn, name }: Resource, outputs: Outputs): Outputs {
        const referenced = Object.entries(outputs).map(([key, value]) => {
            if (!(value instanceof Child)) return [key, value];
            const { type, id, state } = value;
            const child = urnOf(urn, type, `${name}-${key}`);
            this.#children.set(child, urn);
            this.#states.set(child, { id, state });
            // No packageVersion: the engine passes it on, and plugins in Node send none.
            return [key, { [specialSigKey]: specialResourceSig, urn: child, id }];
        });
        return Object.fromEntries(referenced);
    }

    #stateOf(urn: string): { urn: string; id: string; state: Outputs } {
        const known = this.#states.get(urn);
        if (!known) throw new Error(`there is no resource ${urn}`);
        return { urn, ...known };
    }
}

function respond(reply: Reply, make: () => unknown): void {
    let response: unknown;
    try {
        response = make();
    } catch (error) {
        const { message } = error as Error;
        reply({ message, details: message });
        return;
    }
    reply(undefined, response);
}

/** Minimal stand-in for a protobuf struct, which saves two conversions per resource. */
const struct = (value: object) => ({ toJavaScript: () => value });

/** The state with the outputs marked that the program declares secret. */
function withSecrets(state: Record<string, unknown>, secret: string[]): Record<string, unknown> {
    for (const key of secret)
        if (key in state && !pulumi.runtime.isRpcSecret(state[key]))
            state[key] = { [specialSigKey]: specialSecretSig, value: state[key] };
    return state;
}

/** A URN as the engine builds it, from the types of all parents except the stack. */
function urnOf(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2];
    const chain = parentType && parentType !== pulumi.runtime.rootPulumiStackTypeName ? `${parentType}$` : "";
    const { getStack, getProject } = pulumi.runtime;
    return `urn:pulumi:${getStack()}::${getProject()}::${chain}${type}::${name}`;
}
