import { equal, ok } from "node:assert/strict";
import { createServer } from "node:net";
import { freePorts } from "../../../lab/process/ports.ts";

describe("free ports", () => {
    it("are as many as asked for, all different, and can be listened on", async () => {
        const ports = await freePorts(20);
        equal(new Set(ports).size, 20);
        for (const port of ports) {
            const server = createServer();
            await new Promise<void>((listening, failed) =>
                server.once("error", failed).listen(port, "127.0.0.1", listening),
            );
            await new Promise(closed => server.close(closed));
        }
    });

    it("are none that is in use", async () => {
        const server = createServer();
        await new Promise<void>(listening => server.listen(0, "127.0.0.1", listening));
        const { port } = server.address() as { port: number };
        ok(!(await freePorts(20)).includes(port));
        await new Promise(closed => server.close(closed));
    });
});
