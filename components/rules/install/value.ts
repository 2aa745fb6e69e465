import { isMap } from "../../inputs/merge.ts";
import { plain } from "../../inputs/plain.ts";
import type { Resolved } from "../../resolve.ts";

/** A value of the user's own for the controller's chart, `settings.logLevel` say; `undefined` where there is none, or it is not known yet. */
export const valueAt = ({ install }: Resolved, path: string): any =>
    path.split(".").reduce<any>((value, key) => (isMap(value) ? plain(value[key]) : undefined), install.values);
