/** Placeholder for an unknown value in a preview. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine's placeholders by type (`sdk/go/common/resource/plugin/rpc.go` in Pulumi). */
const placeholders = new Set([
    unknown,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value contains an unknown. */
export const hasUnknown = (value: unknown): boolean =>
    typeof value === "string"
        ? placeholders.has(value)
        : typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
