import { schema as args } from "./args.generated.ts";
import type { Schema } from "./expected.ts";

/** The schema at a path of the arguments; `<name>` is a key of a map, `[]` an item of a list. */
export function schemaOf(path: string): Schema {
    let schema: Schema = args;
    for (const step of path.replaceAll("[]", ".[]").split(".")) {
        const { properties = {}, additionalProperties, items } = schema;
        const next = step === "[]" ? items : step.startsWith("<") ? (additionalProperties as Schema) : properties[step];
        if (next === undefined) throw new Error(`no ${step} in ${path}`);
        schema = next;
    }
    return schema;
}
