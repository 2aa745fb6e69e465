import { dump } from "js-yaml";
import { policyLimit, policySize, trustLimit } from "../../components/aws/policy.ts";
import type { Resource } from "../offline/monitor.ts";
import type { Rendered } from "../offline/program.ts";

/** A document of IAM's, its size and what it may be. */
export interface Policy {
    name: string;
    kind: "trust policy" | "inline policy" | "managed policy";
    size: number;
    limit: number;
    document: unknown;
}

/** A Kubernetes object. */
export interface Manifest {
    apiVersion: string;
    kind: string;
    metadata: { name: string; annotations?: Record<string, string> } & Record<string, unknown>;
    spec?: any;
}

/** What a stack holds that is worth a file of its own. */
export interface Documents {
    policies: Policy[];
    manifests: Manifest[];
    /** Helm values by release. */
    values: [release: string, values: unknown][];
}

/** IAM's quota for each kind, in characters without white space; that for inline policies is for all that a role has. */
const limits = { "trust policy": trustLimit, "inline policy": 10240, "managed policy": policyLimit };

/** Everything in a rendered stack that is a policy, a manifest or a release's values. Where others install, the outputs hold the last two. */
export function documentsOf({ resources, outputs }: Rendered): Documents {
    const objects = resources.filter(isObject).map(resource => manifestOf(resource.inputs, resource.name));
    const left = outputs.flatMap(({ manifests = [] }) => manifests.map((manifest: any) => manifestOf(manifest)));
    const releases = resources.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
    return {
        policies: resources.flatMap(policiesOf),
        manifests: [...objects, ...left],
        values: [
            ...releases.map(({ inputs, name }): [string, unknown] => [inputs.name ?? name, inputs.values ?? {}]),
            ...outputs.flatMap(({ helmValues }): [string, unknown][] =>
                helmValues ? [["karpenter", helmValues]] : [],
            ),
        ],
    };
}

function policiesOf({ type, name, inputs }: Resource): Policy[] {
    const policy = (name: string, kind: Policy["kind"], text: unknown): Policy => {
        const document = parsed(text);
        return {
            name,
            kind,
            limit: limits[kind],
            document,
            size: policySize(typeof document === "string" ? document : JSON.stringify(document)),
        };
    };
    const own = inputs.name ?? name;
    switch (type) {
        case "aws:iam/role:Role":
            return [
                policy(own, "trust policy", inputs.assumeRolePolicy),
                ...(inputs.inlinePolicies ?? []).map((inline: any) =>
                    policy(`${own}-${inline.name}`, "inline policy", inline.policy),
                ),
            ];
        case "aws:iam/policy:Policy":
            return [policy(own, "managed policy", inputs.policy)];
        case "aws:iam/rolePolicy:RolePolicy":
            return [policy(`${inputs.role}-${own}`, "inline policy", inputs.policy)];
        default:
            return [];
    }
}

/** A policy is given as text or as an object. Text that is no JSON (a secret, an unknown) stays as it is. */
function parsed(policy: unknown): unknown {
    if (typeof policy !== "string") return policy;
    try {
        return JSON.parse(policy);
    } catch {
        return policy;
    }
}

/** Patches are for a part of an object, which only Pulumi can apply. */
const isObject = ({ type, inputs }: Resource): boolean =>
    type.startsWith("kubernetes:") &&
    !type.endsWith("Patch") &&
    typeof inputs.kind === "string" &&
    "apiVersion" in inputs;

/** The object as Kubernetes has it: without what is meant for Pulumi's provider, and in the order that people write. */
function manifestOf(
    { apiVersion, kind, metadata = {}, status, ...rest }: Record<string, any>,
    name?: string,
): Manifest {
    const { annotations = {}, ...others } = metadata;
    const kept = Object.entries(annotations).filter(([key]) => !key.startsWith("pulumi.com/"));
    const known = { name, ...others, ...(kept.length && { annotations: Object.fromEntries(kept) }) };
    return { apiVersion, kind, metadata: known, ...rest };
}

/** The files of a render, by their path in its folder. */
export function filesOf(resources: Resource[], { policies, manifests, values }: Documents): Map<string, string> {
    const files = new Map([["resources.json", json(resources)]]);
    const taken = new Set<string>();
    const add = (folder: string, name: string, extension: string, text: string) => {
        const stem = name.replace(/[^\w.=,@+-]|^\./g, "_").slice(0, 200);
        let path = `${folder}/${stem}.${extension}`;
        // A role and a policy may share a name, and some file systems take a and A for the same.
        for (let n = 2; taken.has(path.toLowerCase()); n++) path = `${folder}/${stem}-${n}.${extension}`;
        taken.add(path.toLowerCase());
        files.set(path, text);
    };
    for (const { name, document } of policies) add("iam", name, "json", json(document));
    for (const manifest of manifests)
        add("manifests", `${manifest.kind.toLowerCase()}-${manifest.metadata.name}`, "yaml", yaml(manifest));
    for (const [release, document] of values) add("values", release, "yaml", yaml(document));
    return files;
}

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 4)}\n`;

/** YAML that says the same by 1.1, which kubectl and Helm read, and by 1.2: `on`, `12:30` and `0o7` are strings only where quoted. */
export const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true, quoteStyle: "double" });
