import type { KarpenterArgs } from "../args.ts";
import { checkValues } from "../controller/values.ts";
import { plain } from "./plain.ts";
import { type Problem, show } from "./problem.ts";
import { checkVersion, defaultVersion } from "./versions.ts";

/** Whether Karpenter can be installed as asked: its version, its charts, the values of the user's own. */
export function checkInstall({ install = {}, controller = {} }: KarpenterArgs): Problem[] {
    const { version = defaultVersion, values = {} } = install;
    const tag = plain<string>(values.controller?.image?.tag);
    const apart =
        tag === undefined || tag.replace(/^v/, "") === version
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
        ...objectName("controller.namespace", controller.namespace),
        ...objectName("controller.serviceAccount", controller.serviceAccount),
    ];
}

function checkChart(path: string, chart: string | undefined): Problem[] {
    if (chart?.startsWith("oci://") && /[:@][^/]*$/.test(chart.slice("oci://".length)) && !/:\d+$/.test(chart))
        return [
            {
                path,
                message: `found ${show(chart)}, expected no tag or digest: install.version says it for both charts`,
            },
        ];
    return [];
}

/** What Kubernetes takes as the name of an object of these kinds (RFC 1123). */
export const objectName = (path: string, name: string | undefined, limit = 63): Problem[] =>
    name === undefined || (name.length <= limit && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name))
        ? []
        : [
              {
                  path,
                  message: `found ${show(name)}, expected at most ${limit} of a-z, 0-9, - and ., not - or . at the ends`,
              },
          ];
