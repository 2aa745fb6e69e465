import { bullet, fit, paint, section, width } from "../render/terminal/text.ts";
import type { Ending } from "./ending.ts";
import { type Finding, notes } from "./findings.ts";
import type { Held, Judgement } from "./judge.ts";
import { moment } from "./times.ts";

/** What a person is to see of a judgement. */
export function report({ controller, held, staying }: Judgement, title: string, now: number): string {
    const findings = [...controller, ...held.flatMap(all)];
    const lines = [
        paint("bold", fit(title, width)),
        moment(now),
        ...section(
            "Karpenter does not run",
            controller.flatMap(finding => found(finding, "  ")),
        ),
        ...held.flatMap(whole),
        ...section(
            "To know",
            remarks(
                findings,
                held.flatMap(({ endings }) => endings),
            ),
        ),
        ...section("Not being deleted", stays(staying)),
        "",
        ...conclusion(findings.length > 0, held.length > 0),
    ];
    return `${lines.join("\n")}\n`;
}

const all = ({ findings, endings }: Held): Finding[] => [...findings, ...endings.flatMap(ending => ending.findings)];

function whole({ title, findings, endings }: Held): string[] {
    const lines = [...findings.flatMap(finding => found(finding, "  ")), ...endings.flatMap(ended)];
    return section(title, lines);
}

function ended({ title, state, findings, passed }: Ending): string[] {
    const others = [...passed].sort().map(([reason, count]) => `${count} ${reason}`);
    return [
        ...bullet(title, "  ", "    "),
        ...bullet(state, "    ", "    "),
        ...findings.flatMap(finding => found(finding, "    ")),
        ...(others.length
            ? bullet(`pods that do not hold it: ${others.join(", ")}`, "    ", "    ").map(line => paint("dim", line))
            : []),
    ];
}

const found = ({ text, commands }: Finding, indent: string): string[] => [
    ...bullet(text, `${indent}- `, `${indent}  `).map(line => paint("yellow", line)),
    ...commands.flatMap(each => command(each, `${indent}    `)).map(line => paint("cyan", line)),
];

/** A command on as few lines as fit, so that it can be pasted as it stands. */
function command(text: string, indent: string): string[] {
    const lines: string[] = [];
    let line = indent;
    // What stands in quotes must not be broken.
    for (const word of text.match(/(?:[^\s']|'[^']*')+/g) ?? []) {
        if (line !== indent && line.length + word.length + 3 > width) {
            lines.push(`${line}\\`);
            line = `${indent}  `;
        }
        line += `${word} `;
    }
    return [...lines, line.trimEnd()];
}

function remarks(findings: Finding[], endings: Ending[]): string[] {
    const topics = new Set(findings.flatMap(({ topic }) => topic ?? []));
    const texts = Object.entries(notes).flatMap(([topic, text]) =>
        topics.has(topic as keyof typeof notes) ? text : [],
    );
    if (endings.some(({ endless }) => endless))
        texts.push(
            "nodePools.<name>.spec.template.spec.terminationGracePeriod in the stack file bounds how long a node may drain. It counts " +
                "for NodeClaims made after it is set; those that are there keep what they were made with.",
        );
    return texts.flatMap(text => bullet(text));
}

const stays = (pools: Judgement["staying"]): string[] =>
    pools.length
        ? bullet(
              `NodePools ${pools.map(({ name, claims }) => `${name} (${claims} NodeClaims)`).join(", ")}`,
              "  ",
              "  ",
          )
        : [];

function conclusion(found: boolean, held: boolean): string[] {
    if (held)
        return bullet(
            "Once these are gone, run `pulumi destroy` (or `pulumi up`) again: it goes on where it stopped.",
            "",
            "",
        );
    return [
        found
            ? "Nothing is being deleted; what is deleted now would hang."
            : "Nothing is being deleted, and nothing holds a deletion.",
    ];
}
