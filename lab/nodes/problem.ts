import { ApiException } from "@kubernetes/client-node";

/** An error in one line; for a response of the API server, its message. */
export function problem(error: unknown): string {
    if (!(error instanceof ApiException)) return (error as Error).message ?? String(error);
    const body = typeof error.body === "string" ? parsed(error.body) : error.body;
    return `${error.code} ${body?.message ?? body?.reason ?? ""}`.trim();
}

function parsed(body: string): { message?: string; reason?: string } {
    try {
        return JSON.parse(body);
    } catch {
        return { message: body };
    }
}
