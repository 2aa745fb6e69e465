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
import { Child, type Outputs, outputsOf } from "./outputs.ts";
import { checkRequired } from "./required.ts";
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

const { specialSigKey, specialResourceSig, specialSecretSig } = pulumi.runtime;
const { Struct } = structs;
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
    /** The resources that plugins' components make, by URN. */
    readonly #children = new Map<string, { component: string; id: string; state: Outputs }>();
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
                urn: urnOf(request.getParent(), request.getType(), request.getName()),
                type: request.getType(),
                name: request.getName(),
                parent: request.getParent() || null,
                // Pulumi's SDK has put those in that the inputs imply. What is out of sight stands as its component.
                dependsOn: [
                    ...new Set(request.getDependenciesList().map(urn => this.#children.get(urn)?.component ?? urn)),
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
            const { id = name, ...computed } = outputsOf(this.#facts, type, raw);
            const state = withSecrets({ ...raw, ...this.#withReferences(resource, computed) }, secret);
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
                    ? Struct.fromJavaScript(this.#childOf(args.urn))
                    : struct(answer(this.#facts, token, args));
            return { getFailuresList: () => [], getReturn: () => answered };
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

    /** A component's outputs, each child in them a reference. The one in `eksCluster` of "dev" is "dev-eksCluster". */
    #withReferences({ urn, name }: Resource, outputs: Outputs): Outputs {
        const referenced = Object.entries(outputs).map(([key, value]) => {
            if (!(value instanceof Child)) return [key, value];
            const { type, id, state } = value;
            const child = urnOf(urn, type, `${name}-${key}`);
            this.#children.set(child, { component: urn, id, state });
            // No packageVersion: the engine passes one on, and a plugin in Node sends none.
            return [key, { [specialSigKey]: specialResourceSig, urn: child, id }];
        });
        return Object.fromEntries(referenced);
    }

    #childOf(urn: string): { urn: string; id: string; state: Outputs } {
        const child = this.#children.get(urn);
        if (!child) throw new Error(`there is no resource ${urn}`);
        return { urn, id: child.id, state: child.state };
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
    for (const key of secret)
        if (key in state && !pulumi.runtime.isRpcSecret(state[key]))
            state[key] = { [specialSigKey]: specialSecretSig, value: state[key] };
    return state;
}

/** The URN as the engine makes it: the types of all parents count, but not the stack's. */
function urnOf(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2];
    const chain = parentType && parentType !== pulumi.runtime.rootPulumiStackTypeName ? `${parentType}$` : "";
    const { getStack, getProject } = pulumi.runtime;
    return `urn:pulumi:${getStack()}::${getProject()}::${chain}${type}::${name}`;
}
