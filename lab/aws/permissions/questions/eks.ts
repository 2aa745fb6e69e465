import { arnOf } from "../../partition.ts";
import type { QuestionsFor } from "../question.ts";

const ofCluster = new Set([
    "CreateAccessEntry",
    "CreatePodIdentityAssociation",
    "DescribeCluster",
    "ListAccessEntries",
    "ListAddons",
    "ListPodIdentityAssociations",
]);

/** Actions are authorized on the cluster. */
export const eksQuestions: QuestionsFor = ({ action, region, parameters }) => {
    if (action === "ListClusters") return [{ action: "eks:ListClusters", resource: "*", context: {} }];
    if (!ofCluster.has(action)) return undefined;
    const cluster = parameters.clusterName ?? parameters.name;
    return [{ action: `eks:${action}`, resource: arnOf(region, "eks", `cluster/${cluster}`), context: {} }];
};
