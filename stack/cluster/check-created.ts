import { isIP } from "node:net";
import { AuthenticationMode } from "../../components/cluster.ts";
import { Joining } from "../../components/nodes/joining.ts";
import { type Problem, show } from "../../components/problems/problem.ts";
import { resolve } from "../../components/resolve.ts";
import { type NewClusterConfig, type StackConfig, SystemKind } from "../config.ts";

/** Settings that are not supported on a new cluster. */
export function checkCreated(settings: StackConfig): Problem[] {
    const { create, authenticationMode } = settings.cluster;
    if (!create) return [];
    const problems = [...checkSubnets(create.subnetIds), ...checkAccess(create)];
    // @pulumi/eks manages all of a new cluster's aws-auth and would remove our entry.
    if (authenticationMode === AuthenticationMode.CONFIG_MAP)
        problems.push({
            path: "cluster.authenticationMode",
            message: "found CONFIG_MAP for a new cluster, expected API or API_AND_CONFIG_MAP",
        });
    else if (resolve(settings).nodeRole.joining === Joining.AwsAuth)
        problems.push({ path: "nodeRole.joining", message: "found AwsAuth for a new cluster; set AccessEntry" });
    if (create.system === SystemKind.Fargate && settings.install?.fargate === false)
        problems.push({
            path: "install.fargate",
            message: "found false, which conflicts with cluster.create.system: Fargate",
        });
    return problems;
}

function* checkSubnets(ids: string[]): Generator<Problem> {
    const seen = new Set<string>();
    for (const [index, id] of ids.entries()) {
        const path = `cluster.create.subnetIds[${index}]`;
        if (!/^subnet-[0-9a-z]+$/.test(id))
            yield { path, message: `found ${show(id)}, expected an id such as "subnet-0123456789abcdef0"` };
        else if (seen.has(id)) yield { path, message: `found ${show(id)} a second time; name each once` };
        seen.add(id);
    }
}

function checkAccess({
    endpointPublicAccess,
    endpointPrivateAccess,
    publicAccessCidrs = [],
}: NewClusterConfig): Problem[] {
    const problems = publicAccessCidrs.flatMap((range, index) =>
        isRange(range)
            ? []
            : [
                  {
                      path: `cluster.create.publicAccessCidrs[${index}]`,
                      message: `found ${show(range)}, expected a range of addresses such as "203.0.113.0/24"`,
                  },
              ],
    );
    if (endpointPublicAccess === false && endpointPrivateAccess === false)
        problems.push({
            path: "cluster.create.endpointPrivateAccess",
            message:
                "found false, like endpointPublicAccess: the API server would be unreachable; set one of them to true",
        });
    return problems;
}

function isRange(text: string): boolean {
    const [address = "", bits = "", ...more] = text.split("/");
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
    return /^\d+$/.test(bits) && Number(bits) <= most && more.length === 0;
}
