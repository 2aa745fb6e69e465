import { quote } from "./problem.ts";

/** The maximum length of a key in a path. Names of entries fit. */
const longest = 63;

/** The path of a key in a map, in the format of `pulumi config set --path`. */
export function below(path: string, key: string): string {
    const short = key.length > longest ? `${key.slice(0, longest)}...` : key;
    if (!/^[\w-]+$/.test(short)) return `${path}[${quote(short)}]`;
    return path === "" ? short : `${path}.${short}`;
}

/** A path relative to another one, joined. Either may be empty. */
export const join = (path: string, rest: string): string =>
    path === "" || rest === "" || rest.startsWith("[") ? path + rest : `${path}.${rest}`;

/** The paths of all ancestors of a path, and the path itself. */
export const above = (path: string): string[] => [
    ...[...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)),
    path,
];
