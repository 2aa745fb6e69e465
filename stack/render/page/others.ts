import { type Documents, type Manifest, yaml } from "../documents.ts";
import { number } from "../numbers.ts";
import { listing } from "./fold.ts";
import { many } from "./many.ts";
import type { Section } from "./section.ts";

/** Helm values, and objects other than node pools and node classes. */
export function others({ values }: Documents, objects: Manifest[]): Section {
    const documents = [
        ...values.map(([release, document]) => ({ name: `Helm values of ${release}`, document })),
        ...objects.map(object => ({ name: `${object.kind} ${object.metadata.name}`, document: object })),
    ];
    const show = (some: typeof documents) => some.map(({ name, document }) => listing(name, yaml(document)));
    return {
        id: "documents",
        title: "Helm values and other objects",
        brief: number(documents.length),
        content: documents.length ? many(documents, ({ name }) => name, show) : undefined,
    };
}
