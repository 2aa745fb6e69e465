/** A type as in Pulumi's own display: `aws:iam:Role` for `aws:iam/role:Role`. Uninformative parts are omitted. */
export function shortType(type: string): string {
    const [pkg = "", module = "", name] = type.split(":");
    const middle = pkg === "kubernetes" || module === "index" || module === "pulumi" ? "" : `:${module.split("/")[0]}`;
    return `${pkg}${middle}:${name}`;
}

/** The last part of a type: `Role`. */
export const typeName = (type: string): string =>
    type.startsWith("pulumi:providers:") ? "Provider" : type.split(":").at(-1)!;
