import { Metadata, Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { type Checked, type Difference, NotReady, type Plugin, type Properties } from "./plugin.ts";

/**
 * Serves a plugin to the engine that started this process. Unlike `@pulumi/pulumi/provider`, it passes the provider's
 * configuration, previews, timeouts, old inputs and changed properties.
 */
export function serve(plugin: Plugin): void {
    const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(ResourceProviderService, implementation(plugin));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error) throw error;
        // The engine reads the port from the first line.
        console.log(String(port));
    });
    // The engine closes the pipe when it ends, for any reason; then the plugin ends too.
    process.stdin.resume().once("end", () => process.exit());
}

type Answer = (request: any) => Promise<unknown>;

function implementation(plugin: Plugin) {
    const title = `lab test plugin ${plugin.name}`;
    const methods: Record<string, Answer> = {
        getPluginInfo: async () => new plugins.PluginInfo().setVersion(plugin.version),
        getSchema: async () =>
            new proto.GetSchemaResponse().setSchema(
                JSON.stringify({ name: plugin.name, version: plugin.version, displayName: title, description: title }),
            ),
        checkConfig: async (request: proto.CheckRequest) =>
            checked(await plugin.checkConfig({ ...subject(request), inputs: plain(request.getNews()) }), title),
        diffConfig: async (request: proto.DiffRequest) =>
            different(
                (await plugin.diffConfig?.({
                    ...subject(request),
                    oldInputs: plain(request.getOldInputs()),
                    inputs: plain(request.getNews()),
                })) ?? { changes: {} },
            ),
        configure: async (request: proto.ConfigureRequest) => {
            await plugin.configure(plain(request.getArgs()));
            return new proto.ConfigureResponse().setSupportspreview(true);
        },
        check: async (request: proto.CheckRequest) =>
            checked(
                await plugin.check({
                    ...subject(request),
                    oldInputs: plain(request.getOlds()),
                    inputs: plain(request.getNews()),
                    seed: request.getRandomseed_asU8(),
                }),
                title,
            ),
        diff: async (request: proto.DiffRequest) =>
            different(
                await plugin.diff({
                    ...subject(request),
                    id: request.getId(),
                    state: plain(request.getOlds()),
                    oldInputs: plain(request.getOldInputs()),
                    inputs: plain(request.getNews()),
                    ignoreChanges: request.getIgnorechangesList(),
                }),
            ),
        create: async (request: proto.CreateRequest) => {
            const { id = "", state } = await plugin.create({
                ...subject(request),
                inputs: plain(request.getProperties()),
                timeout: request.getTimeout(),
                preview: request.getPreview(),
            });
            return new proto.CreateResponse().setId(id).setProperties(struct(state));
        },
        read: async (request: proto.ReadRequest) => {
            const found = await plugin.read({
                ...subject(request),
                id: request.getId(),
                state: plain(request.getProperties()),
                oldInputs: plain(request.getInputs()),
            });
            const response = new proto.ReadResponse();
            if (!found) return response;
            const { id, state, inputs } = found;
            return response.setId(id).setProperties(struct(state)).setInputs(struct(inputs));
        },
        update: async (request: proto.UpdateRequest) => {
            const state = await plugin.update({
                ...subject(request),
                id: request.getId(),
                state: plain(request.getOlds()),
                oldInputs: plain(request.getOldInputs()),
                inputs: plain(request.getNews()),
                timeout: request.getTimeout(),
                preview: request.getPreview(),
            });
            return new proto.UpdateResponse().setProperties(struct(state));
        },
        delete: async (request: proto.DeleteRequest) => {
            await plugin.delete({
                ...subject(request),
                id: request.getId(),
                state: plain(request.getProperties()),
                oldInputs: plain(request.getOldInputs()),
                timeout: request.getTimeout(),
            });
            return new empty.Empty();
        },
        invoke: async (request: proto.InvokeRequest) => {
            const answer = await plugin.invoke(request.getTok(), plain(request.getArgs()));
            return new proto.InvokeResponse().setReturn(struct(answer));
        },
        cancel: async () => {
            plugin.cancel?.();
            return new empty.Empty();
        },
    };
    return Object.fromEntries(
        Object.entries(methods).map(([name, answer]) => [
            name,
            (call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>) => {
                answer(call.request).then(
                    response => reply(null, response),
                    error => reply(failure(error, title)),
                );
            },
        ]),
    );
}

// Undefined values are removed as in JSON, since structs do not support them.
const struct = (value: Properties): structs.Struct => structs.Struct.fromJavaScript(JSON.parse(JSON.stringify(value)));

const plain = (struct?: structs.Struct): Properties => struct?.toJavaScript() ?? {};

const subject = (request: { getUrn(): string; getType(): string; getName(): string }) => ({
    urn: request.getUrn(),
    type: request.getType(),
    name: request.getName(),
});

const checked = ({ inputs, failures }: Checked, title: string): proto.CheckResponse =>
    new proto.CheckResponse()
        .setInputs(struct(inputs))
        .setFailuresList(
            failures.map(({ property, reason }) =>
                new proto.CheckFailure().setProperty(property).setReason(`${title}: ${reason}`),
            ),
        );

function different({ changes, deleteBeforeReplace = false }: Difference): proto.DiffResponse {
    const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
    const paths = Object.keys(changes);
    const properties = (paths: string[]) => [...new Set(paths.map(path => path.split(/[.[]/)[0]!))];
    const response = new proto.DiffResponse()
        .setChanges(paths.length ? DIFF_SOME : DIFF_NONE)
        .setDiffsList(properties(paths))
        .setReplacesList(properties(paths.filter(path => changes[path]!.endsWith("_REPLACE"))))
        .setDeletebeforereplace(deleteBeforeReplace)
        .setHasdetaileddiff(true);
    for (const path of paths)
        response
            .getDetaileddiffMap()
            .set(path, new proto.PropertyDiff().setKind(proto.PropertyDiff.Kind[changes[path]!]));
    return response;
}

/** An error for the engine, with the state of a resource that is not ready. */
function failure(error: Error, title: string) {
    const message = `${title}: ${error.message}`;
    const metadata = new Metadata();
    if (error instanceof NotReady) {
        const partial = new proto.ErrorResourceInitFailed()
            .setId(error.id)
            .setProperties(struct(error.state))
            .setInputs(struct(error.inputs))
            .setReasonsList([message]);
        const detail = new any.Any();
        detail.pack(partial.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
        const details = new statuses.Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([detail]);
        metadata.add("grpc-status-details-bin", Buffer.from(details.serializeBinary()));
    }
    return { code: status.UNKNOWN, details: message, metadata };
}
