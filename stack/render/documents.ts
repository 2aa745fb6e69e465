import { dump } from "js-yaml";
import { policyLimit, policySize, trustLimit } from "../../components/aws/policy.ts";
import type { Resource } from "../offline/monitor.ts";
import type { Rendered } from "../offline/program.ts";

/** An IAM policy document with its size and IAM's quota. */
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

/** The parts of a stack that get a file each. */
export interface Documents {
    policies: Policy[];
    manifests: Manifest[];
    /** Helm values by release. */
    values: [release: string, values: unknown][];
}

/** IAM's quotas in characters without white space. The one for inline policies is per role, over all of them. */
const limits = { "trust policy": trustLimit, "inline policy": 10240, "managed policy": policyLimit };

/**
 * Collects a stack's policies, manifests and Helm values. If GitOps installs Karpenter, the last two are in the
 * outputs.
 */
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

/** A policy document, passed as text or as an object. Text that is not JSON (a secret, an unknown) is unchanged. */
function parsed(policy: unknown): unknown {
    if (typeof policy !== "string") return policy;
    try {
        return JSON.parse(policy);
    } catch {
        return policy;
    }
}

/** Patches are excluded: they are only part of an object, and Pulumi applies them. */
const isObject = ({ type, inputs }: Resource): boolean =>
    type.startsWith("kubernetes:") &&
    !type.endsWith("Patch") &&
    typeof inputs.kind === "string" &&
    "apiVersion" in inputs;

/** The object as sent to the API server, without Pulumi's annotations and in the usual order of fields. */
function manifestOf(
    { apiVersion, kind, metadata = {}, status, ...rest }: Record<string, any>,
    name?: string,
): Manifest {
    const { annotations = {}, ...others } = metadata;
    const kept = Object.entries(annotations).filter(([key]) => !key.startsWith("pulumi.com/"));
    const known = { name, ...others, ...(kept.length && { annotations: Object.fromEntries(kept) }) };
    return { apiVersion, kind, metadata: known, ...rest };
}

/** The files of a render, by path below its folder. */
export function filesOf(resources: Resource[], { policies, manifests, values }: Documents): Map<string, string> {
    const files = new Map([["resources.json", json(resources)]]);
    const taken = new Set<string>();
    const add = (folder: string, name: string, extension: string, text: string) => {
        const stem = name.replace(/[^\w.=,@+-]|^\./g, "_").slice(0, 200);
        let path = `${folder}/${stem}.${extension}`;
        // A role and a policy may share a name, and some file systems ignore case.
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

/** YAML that YAML 1.1 (kubectl, Helm) and 1.2 read alike: `on`, `12:30` and `0o7` are quoted if they are strings. */
export const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true, quoteStyle: "double" });
