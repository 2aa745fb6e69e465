import type { QuestionsFor } from "../question.ts";

/**
 * Reads zonal shift status. The reference lists load balancers only; for a cluster, the permission is on `*` with a
 * condition (upstream's cloudformation.yaml since 1.13).
 */
export const zonalShiftQuestions: QuestionsFor = ({ method, url }) => {
    const resource = /^\/managedresources\/(.+)$/.exec(url.pathname)?.[1];
    if (method !== "GET" || !resource) return undefined;
    const context = { "arc-zonal-shift:ResourceIdentifier": decodeURIComponent(resource) };
    return [{ action: "arc-zonal-shift:GetManagedResource", resource: "*", context }];
};
