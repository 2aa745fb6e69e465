import { createServer } from "node:net";

/** Distinct free ports on loopback. */
export async function freePorts(count: number): Promise<number[]> {
    const servers = Array.from({ length: count }, () => createServer());
    const ports = await Promise.all(servers.map(listening));
    await Promise.all(servers.map(server => new Promise(closed => server.close(closed))));
    return ports;
}

const listening = (server: ReturnType<typeof createServer>): Promise<number> =>
    new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
