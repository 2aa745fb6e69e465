import * as pulumi from "@pulumi/pulumi";
import proto, {
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { Facts } from "./facts.ts";
import { answer } from "./invokes.ts";
import { optionsOf } from "./options.ts";
import { outputsOf } from "./outputs.ts";
import { shown } from "./shown.ts";

/** A resource as the program registers it. */
export interface Resource {
    urn: string;
    type: string;
    name: string;
    parent: string | null;
    /** What it waits for: by its `dependsOn`, and by its inputs. */
    dependsOn: string[];
    inputs: Record<string, any>;
    options: Record<string, unknown>;
}

const { ResourceMonitorFeature: feature } = proto;
/** Not output values: then inputs arrive as they are, and what is unknown as a marker. */
const supported = [
    feature.RESOURCE_MONITOR_FEATURE_SECRETS,
    feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
    feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
    feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
    feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
];

type Reply = (error: { message: string; details: string } | undefined, response?: unknown) => void;

/** Stands where the engine is in a deployment: takes every registration down, and answers as the engine and its providers would. */
export class Monitor {
    readonly resources = new Map<string, Resource>();
    /** The URNs of components: they hold others and are nothing in a cloud themselves. */
    readonly components = new Set<string>();
    /** Components that a plugin makes at deploy time, out of sight. */
    readonly remote: Resource[] = [];
    /** What each component has registered as its outputs, unread. */
    readonly #outputs = new Map<string, RegisterResourceOutputsRequest>();
    readonly #facts: Facts;

    constructor(facts: Facts) {
        this.#facts = facts;
    }

    /** The outputs of the components of a type. */
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
                urn: urnOf(request),
                type: request.getType(),
                name: request.getName(),
                parent: request.getParent() || null,
                // Pulumi's SDK has put those in that the inputs imply.
                dependsOn: [...new Set(request.getDependenciesList())].sort(),
                inputs: shown(raw),
                options: optionsOf(request),
            };
            const { urn, type, name } = resource;
            if (this.resources.has(urn)) throw new Error(`there are two resources of type ${type} named "${name}"`);
            this.resources.set(urn, resource);
            if (request.getRemote()) this.remote.push(resource);
            else if (!request.getCustom()) this.components.add(urn);
            const { id = name, ...computed } = outputsOf(this.#facts, type, raw);
            const state = withSecrets({ ...raw, ...computed }, secret);
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
            const args = request.getArgs()?.toJavaScript() ?? {};
            const answered = answer(this.#facts, request.getTok(), args);
            return { getFailuresList: () => [], getReturn: () => struct(answered) };
        });
    }

    readResource(request: { getType(): string; getName(): string }, reply: Reply): void {
        respond(reply, () => {
            throw new Error(
                `${request.getType()} "${request.getName()}" is read from the cloud, which the render has not`,
            );
        });
    }

    getDeploymentInfo(_request: unknown, reply: Reply): void {
        reply(undefined, { getSupportedfeaturesList: () => supported });
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

/** What Pulumi reads from a protobuf struct, without the struct: two conversions fewer for each resource. */
const struct = (value: object) => ({ toJavaScript: () => value });

/** The state, with what the program wants kept secret marked so. */
function withSecrets(state: Record<string, unknown>, secret: string[]): Record<string, unknown> {
    const { specialSigKey, specialSecretSig } = pulumi.runtime;
    for (const key of secret)
        if (key in state && !pulumi.runtime.isRpcSecret(state[key]))
            state[key] = { [specialSigKey]: specialSecretSig, value: state[key] };
    return state;
}

/** The URN as the engine makes it: the types of all parents count, but not the stack's. */
function urnOf(request: RegisterResourceRequest): string {
    const parentType = request.getParent().split("::")[2];
    const chain = parentType && parentType !== pulumi.runtime.rootPulumiStackTypeName ? `${parentType}$` : "";
    const { getStack, getProject } = pulumi.runtime;
    return `urn:pulumi:${getStack()}::${getProject()}::${chain}${request.getType()}::${request.getName()}`;
}
