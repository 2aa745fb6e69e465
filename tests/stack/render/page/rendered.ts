import { readStack } from "../../../../stack/file/stack-file.ts";
import { type Rendered, runProgram } from "../../../../stack/offline/program.ts";
import { documentsOf } from "../../../../stack/render/documents.ts";
import { page } from "../../../../stack/render/page/page.ts";
import { root } from "../../../render.ts";

export const render = (stack: string, file?: string, project = root): Promise<Rendered> =>
    runProgram(readStack(project, stack, file));

/** A render with no more known than in the first preview. */
export const previewed = (stack: string, file?: string): Promise<Rendered> =>
    runProgram(readStack(root, stack, file), { assume: false });
export const pageOf = (rendered: Rendered): string => page(rendered, documentsOf(rendered));

/** A stack with nothing in it. */
export const nothing: Rendered = {
    stack: "nothing",
    about: [],
    resources: [],
    components: new Set(),
    remote: [],
    outputs: [],
    stackOutputs: {},
    warnings: [],
    allowed: [],
    region: "us-west-2",
    assumed: [],
};
