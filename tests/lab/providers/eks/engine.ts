import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { credentials, Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine, { type LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";

const wrapper = fileURLToPath(new URL("../../../../lab/providers/bin/pulumi-resource-eks", import.meta.url));
const { ResourceMonitorFeature: feature } = resource;
const { LogSeverity } = engine;
/** Output values are not supported, so that inputs arrive as plain values. */
const features = [
    feature.RESOURCE_MONITOR_FEATURE_SECRETS,
    feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
    feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
];

/** A resource inside the component, as the plugin registers it. It names others by type and name. */
export interface Child {
    type: string;
    name: string;
    parent: string;
    dependsOn: string[];
    inputs: Record<string, any>;
    ignoreChanges?: string[];
    /** Its own, or those for its children. */
    providers?: string[];
}

type Values = Record<string, any>;

/** The engine, as far as a plugin that constructs components talks to it. */
export class Engine {
    /** The children, in order of names. */
    get children(): Child[] {
        return [...this.registered.values()].sort((a, b) => (a.name + a.type < b.name + b.type ? -1 : 1));
    }
    /** The functions that were called, in order of tokens and arguments. */
    invoked: [token: string, args: Values][] = [];
    /** The errors that the plugin logged, which make the engine stop. */
    errors: string[] = [];
    private readonly registered = new Map<string, Child>();
    private readonly states = new Map<string, { id: string; state: Values }>();
    private readonly server = new Server();
    private readonly outputsOf: (type: string, inputs: Values) => Values;
    private readonly answer: (token: string, args: Values) => Values;
    private address = "";
    private plugin!: ChildProcess;
    private client!: ResourceProviderClient;

    /** `outputsOf` computes a resource's outputs, and `answer` the result of a function. */
    constructor(
        outputsOf: (type: string, inputs: Values) => Values,
        answer: (token: string, args: Values) => Values = () => ({}),
    ) {
        this.outputsOf = outputsOf;
        this.answer = answer;
        this.server.addService(ResourceMonitorService, this.monitor() as any);
        this.server.addService(EngineService, {
            log: unary((request: LogRequest) => {
                if (request.getSeverity() === LogSeverity.ERROR) this.errors.push(request.getMessage());
                return new empty.Empty();
            }),
        } as any);
    }

    /** Starts the plugin as the engine does. */
    async start(environment: Record<string, string>): Promise<void> {
        const port = await new Promise<number>((resolve, reject) =>
            this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
                error ? reject(error) : resolve(port),
            ),
        );
        this.address = `127.0.0.1:${port}`;
        this.plugin = spawn(wrapper, [this.address], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
        const [own] = await once(createInterface({ input: this.plugin.stdout! }), "line");
        this.client = new ResourceProviderClient(`127.0.0.1:${own}`, credentials.createInsecure());
    }

    ask(method: string, request: unknown): Promise<any> {
        return promisify((this.client as any)[method].bind(this.client))(request);
    }

    /** Makes a resource known that the program has created. */
    add(urn: string, id: string, state: Values): void {
        this.states.set(urn, { id, state });
    }

    /** Constructs a component and gives its state. `children`, `invoked` and `errors` are those of the last one. */
    async construct(name: string, type: string, inputs: Values): Promise<Values> {
        this.registered.clear();
        this.invoked = [];
        this.errors = [];
        const request = new provider.ConstructRequest()
            .setProject("project")
            .setStack("stack")
            .setParent(stack)
            .setType(type)
            .setName(name)
            .setMonitorendpoint(this.address)
            .setParallel(8)
            .setInputs(structs.Struct.fromJavaScript(inputs));
        const response: provider.ConstructResponse = await this.ask("construct", request);
        this.invoked.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
        return response.getState()!.toJavaScript();
    }

    /** Ends as the engine does, which closes the pipe, and gives the plugin's exit code. */
    async stop(): Promise<number | null> {
        const ended = once(this.plugin, "exit");
        this.plugin.stdin!.end();
        const [code] = await ended;
        this.client.close();
        this.server.forceShutdown();
        return code;
    }

    private monitor() {
        return {
            getDeploymentInfo: unary(() => new resource.DeploymentInfo().setSupportedfeaturesList(features)),
            supportsFeature: unary(() => new resource.SupportsFeatureResponse().setHassupport(false)),
            registerResource: unary((request: resource.RegisterResourceRequest) => this.register(request)),
            registerResourceOutputs: unary(() => new empty.Empty()),
            signalAndWaitForShutdown: unary(() => new empty.Empty()),
            invoke: unary((request: resource.ResourceInvokeRequest) => this.invoke(request)),
        };
    }

    private register(request: resource.RegisterResourceRequest): resource.RegisterResourceResponse {
        const [type, name] = [request.getType(), request.getName()];
        const parent = request.getParent();
        const urn = `urn:pulumi:stack::project::${parent === stack ? "" : `${parent.split("::")[2]}$`}${type}::${name}`;
        const inputs = request.getObject()?.toJavaScript() ?? {};
        const [ignoreChanges, providers] = [request.getIgnorechangesList(), providersOf(request)];
        const child = {
            type,
            name,
            parent: titleOf(parent),
            dependsOn: request.getDependenciesList().map(titleOf).sort(),
            inputs,
            ...(ignoreChanges.length && { ignoreChanges }),
            ...(providers.length && { providers }),
        };
        if (parent !== stack) this.registered.set(urn, child);
        const state = { ...inputs, ...this.outputsOf(type, inputs) };
        const id = request.getCustom() ? (state.id ?? `id-of-${name}`) : "";
        this.states.set(urn, { id, state });
        return new resource.RegisterResourceResponse()
            .setUrn(urn)
            .setId(id)
            .setObject(structs.Struct.fromJavaScript(state));
    }

    private invoke(request: resource.ResourceInvokeRequest) {
        const [token, args] = [request.getTok(), request.getArgs()?.toJavaScript() ?? {}];
        const known = token === "pulumi:pulumi:getResource";
        if (!known) this.invoked.push([token, args]);
        const answer = known ? { urn: args.urn, ...this.states.get(String(args.urn)) } : this.answer(token, args);
        return new resource.ResourceInvokeResponse().setReturn(structs.Struct.fromJavaScript(answer));
    }
}

const stack = "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack";

const titleOf = (urn: string): string => {
    const [, , types, name] = urn.split("::") as [string, string, string, string];
    return `${types.split("$").at(-1)} ${name}`;
};

const providersOf = (request: resource.RegisterResourceRequest): string[] =>
    [
        request.getProvider(),
        ...request
            .getProvidersMap()
            .getEntryList()
            .map(([, reference]) => reference),
    ]
        .filter(Boolean)
        .map(titleOf);

/** A method that answers at once. */
const unary =
    (answer: (request: any) => unknown) => (call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<any>) => {
        try {
            reply(null, answer(call.request));
        } catch (error) {
            reply({ name: "Error", message: (error as Error).message, details: (error as Error).message, code: 2 });
        }
    };
