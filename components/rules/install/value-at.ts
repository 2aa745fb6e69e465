import { isMap } from "../../inputs/merge.ts";
import { plain } from "../../inputs/plain.ts";
import type { Resolved } from "../../resolve.ts";

/** The chart value that the user sets at a path, for example `settings.logLevel`; `undefined` if omitted or pending. */
export const valueAt = ({ install }: Resolved, path: string): any =>
    path.split(".").reduce<any>((value, key) => (isMap(value) ? plain(value[key]) : undefined), install.values);
