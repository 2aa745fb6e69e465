/** What stands in a preview for a value that nobody knows yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the engine may put there, by the type of the value (`sdk/go/common/resource/plugin/rpc.go` of Pulumi). */
const placeholders = new Set([
    unknown,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether something in the value is not known yet. */
export const hasUnknown = (value: unknown): boolean =>
    typeof value === "string"
        ? placeholders.has(value)
        : typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
