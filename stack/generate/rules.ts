import type { Rule } from "../../components/rules/rule.ts";
import {
    ofAws,
    ofChartValues,
    ofChecks,
    ofCluster,
    ofDiscovery,
    ofInstall,
    ofNodeClasses,
    ofNodeOverlays,
    ofNodePools,
    rules,
} from "../../components/rules/rules.ts";
import { ofNewClusters } from "../cluster/new/rules/rules.ts";
import { between, cell } from "./between.ts";

type Any = Rule<never>;

const verdicts = ["invalid", "refused", "warning"];

const kinds: [title: string, rules: Any[]][] = [
    ["Node pools", ofNodePools],
    ["Node classes", ofNodeClasses],
    ["Node overlays", ofNodeOverlays],
    ["The cluster", ofCluster],
    ["A new cluster", ofNewClusters],
    ["Names, roles and policies in AWS", ofAws],
    ["Discovery", ofDiscovery],
    ["Installation", ofInstall],
    ["Values of the chart", ofChartValues],
    ["Exceptions", ofChecks],
];

/** All rules, including those of the program alone. */
const all: Any[] = [...rules, ...ofNewClusters];

/** The kinds that a rule applies to. */
const kindsOf = (rule: Any): string[] => kinds.flatMap(([title, rules]) => (rules.includes(rule) ? [title] : []));

const row = ({ name, verdict, minors, says, source, closes }: Any): string => {
    const only = minors ? `Karpenter ${minors.join(", ")} only. ` : "";
    const hole = closes ? ` Upstream's gap: ${closes}` : "";
    return `| \`${name}\` | ${verdict} | ${cell(only + says + hole)} | ${cell(source)} |`;
};

function section(title: string, rules: Any[]): string {
    const sorted = rules.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
    const table = ["| rule | verdict | statement | source |", "|---|---|---|---|", ...sorted.map(row)];
    return `## ${title}\n\n${table.join("\n")}\n`;
}

/** Fills in the rules page's table. */
export function rulesPage(current: string): string {
    const shared = all.filter(rule => kindsOf(rule).length > 1);
    const sections = [
        section("Objects of several kinds", shared),
        ...kinds.map(([title]) =>
            section(
                title,
                all.filter(rule => kindsOf(rule).join() === title),
            ),
        ),
    ];
    return between(current, "rules", sections.join("\n"));
}
