/** `aws:iam/role:Role` as Pulumi's own display has it: `aws:iam:Role`. What says little is left out. */
export function shortType(type: string): string {
    const [pkg = "", module = "", name] = type.split(":");
    const middle = pkg === "kubernetes" || module === "index" || module === "pulumi" ? "" : `:${module.split("/")[0]}`;
    return `${pkg}${middle}:${name}`;
}

/** The last part of it: `Role`. */
export const typeName = (type: string): string =>
    type.startsWith("pulumi:providers:") ? "Provider" : type.split(":").at(-1)!;
