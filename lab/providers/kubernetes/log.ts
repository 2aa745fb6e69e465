import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";

/** Messages to the user besides the outcome. */
export interface Log {
    warn(urn: string, message: string): Promise<void>;
}

/** A log that sends to the engine that started this process. */
export function engineLog(): Log {
    // The engine passes its address as the only argument.
    const client = new EngineClient(process.argv[2]!, credentials.createInsecure());
    return {
        warn: (urn, message) =>
            new Promise((resolve, reject) => {
                const request = new engine.LogRequest()
                    .setSeverity(engine.LogSeverity.WARNING)
                    .setUrn(urn)
                    .setMessage(`lab test plugin kubernetes: ${message}`);
                client.log(request, error => (error ? reject(error) : resolve()));
            }),
    };
}
