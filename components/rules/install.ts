import semver from "semver";
import type { KarpenterArgs } from "../args.ts";
import { checkValues } from "../controller/values.ts";
import { controllerOf, versionOf } from "../defaults.ts";
import { plain } from "../inputs/plain.ts";
import { type Problem, show } from "../problems/problem.ts";
import { checkObjectName } from "./object-name.ts";
import { checkVersion } from "./versions.ts";

/** Whether Karpenter can be installed as asked: its version, its charts, the values of the user's own. */
export function checkInstall(args: KarpenterArgs): Problem[] {
    const { install = {} } = args;
    const { values = {} } = install;
    const version = versionOf(args);
    const { namespace, serviceAccount } = controllerOf(args);
    const tag = plain<string>(values.controller?.image?.tag);
    const apart =
        tag === undefined || semver.coerce(tag)?.version === semver.coerce(version)?.version
            ? []
            : [
                  {
                      path: "install.values.controller.image.tag",
                      message: `found ${show(tag)}, a controller apart from its CRDs, which are ${version}; set install.version for both`,
                  },
              ];
    return [
        ...checkVersion(version),
        ...(["chart", "crdChart"] as const).flatMap(key => checkChart(`install.${key}`, install[key])),
        ...apart,
        ...checkValues(values),
        ...checkObjectName("controller.namespace", "label", namespace),
        ...checkObjectName("controller.serviceAccount", "subdomain", serviceAccount),
    ];
}

function checkChart(path: string, chart: string | undefined): Problem[] {
    const last = chart?.slice(chart.lastIndexOf("/") + 1) ?? "";
    if (chart?.startsWith("oci://") && /[:@]/.test(last) && !/:\d+$/.test(last))
        return [
            {
                path,
                message: `found ${show(chart)}, expected no tag or digest: install.version says it for both charts`,
            },
        ];
    return [];
}
