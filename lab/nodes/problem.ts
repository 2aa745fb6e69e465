import { ApiException } from "@kubernetes/client-node";

/** What went wrong, in a line: of an answer of the API server, its own words. */
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
