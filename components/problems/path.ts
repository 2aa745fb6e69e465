import { quote } from "./problem.ts";

/** A name of an entry is shown whole. */
const longest = 63;

/** The path of a key, as `pulumi config set --path` takes it. */
export function below(path: string, key: string): string {
    const short = key.length > longest ? `${key.slice(0, longest)}...` : key;
    if (!/^[\w-]+$/.test(short)) return `${path}[${quote(short)}]`;
    return path === "" ? short : `${path}.${short}`;
}

/** The path of what is in a map, with the subject's own path before it. Either may be empty. */
export const join = (path: string, rest: string): string =>
    path === "" || rest === "" || rest.startsWith("[") ? path + rest : `${path}.${rest}`;

/** The paths of what a path is in, and itself. */
export const above = (path: string): string[] => [
    ...[...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)),
    path,
];
