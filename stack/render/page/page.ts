import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Rendered } from "../../offline/program.ts";
import type { Documents } from "../documents.ts";
import { stepsOf } from "../steps.ts";
import { assumed } from "./assumed.ts";
import { classes, classIdsOf } from "./classes.ts";
import { Html, html } from "./html.ts";
import { others } from "./others.ts";
import { outputs } from "./outputs.ts";
import { overview } from "./overview.ts";
import { policies } from "./policies.ts";
import { pools } from "./pools.ts";
import { section } from "./section.ts";
import { stages } from "./stages.ts";
import { allowed, warnings } from "./warnings.ts";

const style = readFileSync(new URL("style.css", import.meta.url), "utf8");

/** Content security policy: no scripts, no requests. The page's own style is allowed by its hash. */
const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");

/** A self-contained page for reviewing a rendered stack. It makes no network requests. */
export function page(rendered: Rendered, documents: Documents): string {
    const kinds = Map.groupBy(documents.manifests, ({ kind }) => kind);
    const { NodePool = [], EC2NodeClass = [], ...rest } = Object.fromEntries(kinds);
    const classIds = classIdsOf(EC2NodeClass);
    const sections = [
        warnings(rendered.warnings),
        allowed(rendered.allowed),
        pools(NodePool, classIds),
        classes(classIds, NodePool),
        policies(documents.policies),
        stages(stepsOf(rendered), rendered),
        others(documents, Object.values(rest).flat()),
        assumed(rendered.assumed),
        outputs(rendered.stackOutputs),
    ];
    return html`<!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="${policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Stack ${rendered.stack}</title>
        <style>${new Html(style)}</style>
        </head>
        <body>
        ${overview(rendered, sections)}
        <main>
        ${sections.map(section)}
        </main>
        </body>
        </html>
        `.text;
}
