import type { Problem } from "../../../../components/problems/problem.ts";
import { installedAddons } from "../installed-addons.ts";
import type { NewClusterRule } from "./rule.ts";

/** Warns of add-ons without a version. */
export const newClusterAddons: NewClusterRule = {
    name: "new-cluster-addons",
    verdict: "warning",
    says: "Outside of development, each add-on of a new cluster has a version. Otherwise `pulumi up` of an unchanged stack updates it as soon as AWS publishes another.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html",
    *find({ cluster, checks }, { args }): Generator<Problem> {
        if (checks?.development) return;
        const { create } = cluster;
        const installed = installedAddons(create, args.controller.identity);
        const unpinned = installed.filter(name => create.addons?.[name]?.version === undefined);
        if (unpinned.length)
            yield {
                path: "cluster.create.addons",
                message:
                    `no version for ${unpinned.join(", ")}: the most recent ones are installed, and an unchanged stack updates them when AWS ` +
                    "publishes others; set versions (aws eks describe-addon-versions), or checks.development",
            };
    },
};
