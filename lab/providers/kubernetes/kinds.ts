/** A built-in kind. */
export interface Kind {
    /** Top-level properties besides `apiVersion`, `kind` and `metadata`. */
    properties: string[];
    /** Properties whose change replaces the object, besides name and namespace. */
    replacedBy?: string[];
}

/**
 * Supported built-in kinds by Pulumi type. Kinds with their own await logic in the official provider (`awaiters` in
 * its provider/pkg/await/awaiters.go) are not supported. Replacing properties are from `forceNew` in its
 * provider/pkg/provider/diff.go.
 */
export const kinds: Record<string, Kind> = {
    "core/v1:ConfigMap": { properties: ["binaryData", "data", "immutable"], replacedBy: ["binaryData", "data"] },
    "core/v1:Namespace": { properties: ["spec"] },
    "core/v1:ServiceAccount": { properties: ["automountServiceAccountToken", "imagePullSecrets", "secrets"] },
    "flowcontrol.apiserver.k8s.io/v1:FlowSchema": { properties: ["spec"] },
    "flowcontrol.apiserver.k8s.io/v1:PriorityLevelConfiguration": { properties: ["spec"] },
    "rbac.authorization.k8s.io/v1:ClusterRole": { properties: ["aggregationRule", "rules"] },
    "rbac.authorization.k8s.io/v1:ClusterRoleBinding": { properties: ["roleRef", "subjects"], replacedBy: ["roleRef"] },
    "rbac.authorization.k8s.io/v1:Role": { properties: ["rules"] },
    "rbac.authorization.k8s.io/v1:RoleBinding": { properties: ["roleRef", "subjects"], replacedBy: ["roleRef"] },
};

/** `metadataForceNewProperties` in the same file. They apply to all kinds, including custom resources. */
const identity = ["metadata.name", "metadata.namespace"];

/** Properties whose change replaces an object of this type. */
export const replacedBy = (type: string): string[] => [...identity, ...(kinds[kindIn(type)]?.replacedBy ?? [])];

/** Unknown top-level properties of a built-in kind. Custom resources are validated by the API server only. */
export function unknownProperties(type: string, properties: string[]): { property: string; reason: string }[] {
    const name = kindIn(type);
    const kind = kinds[name];
    if (!kind) {
        const custom = /^[^/]*\.[^/]*\//.test(name) && !/^[^/]*\.k8s\.io\//.test(name);
        return custom
            ? []
            : [{ property: "", reason: `it does not serve ${type}; it serves ${Object.keys(kinds).join(", ")}` }];
    }
    const known = ["apiVersion", "kind", "metadata", ...kind.properties];
    return properties
        .filter(property => !known.includes(property))
        .map(property => ({ property, reason: `${type} has no ${property}; it has ${known.join(", ")}` }));
}

const kindIn = (type: string): string => type.slice(type.indexOf(":") + 1);
