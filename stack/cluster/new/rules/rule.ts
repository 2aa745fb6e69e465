import type { Rule } from "../../../../components/rules/rule.ts";
import type { ClusterConfig, NewClusterConfig, StackConfig } from "../../../config.ts";

/** The settings of a stack that creates its cluster. */
export interface NewClusterStack extends StackConfig {
    cluster: ClusterConfig & { create: NewClusterConfig };
}

export type NewClusterRule = Rule<NewClusterStack>;
