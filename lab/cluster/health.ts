import { get } from "node:https";

/** Whether a server of the cluster responds with 200. */
export const healthy = (url: string, authority: string): Promise<boolean> =>
    new Promise(resolve => {
        get(url, { ca: authority, agent: false }, response => {
            response.resume();
            resolve(response.statusCode === 200);
        }).once("error", () => resolve(false));
    });
