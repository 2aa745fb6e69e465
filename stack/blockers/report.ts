import { count } from "../../components/problems/problem.ts";
import { bullet, first, fit, paint, section, width } from "../command/terminal.ts";
import type { BlockedDeletion } from "./blocked-deletion.ts";
import { type Finding, notes } from "./findings.ts";
import type { Judgement } from "./judge.ts";
import type { Termination } from "./termination.ts";
import { at, moment } from "./times.ts";

/** Formats a judgement for the terminal. */
export function report({ controller, blocked, staying }: Judgement, title: string, now: number): string {
    const pools = staying.map(({ name, claims }) => `${name} (${count(claims, "NodeClaim")})`).join(", ");
    const lines = [
        paint("bold", fit(title, width)),
        moment(now),
        ...section("Karpenter is not running", findings(controller, "  ")),
        ...blocked.flatMap(each => blockedSection(each, now)),
        ...section(
            "Notes",
            remarks(controller, blocked).flatMap(text => bullet(text)),
        ),
        ...section("Not being deleted", pools ? bullet(`NodePools ${pools}`, "  ", "  ") : []),
        "",
        ...bullet(conclusion(controller.length > 0, blocked.length > 0), "", ""),
    ];
    return `${lines.join("\n")}\n`;
}

function blockedSection({ title, findings: own, terminations }: BlockedDeletion, now: number): string[] {
    const { shown, rest } = first(
        blockedFirst(terminations, ({ findings }) => findings.some(hasCommands)),
        "of its NodeClaims and nodes",
    );
    return section(title, [
        ...findings(own, "  "),
        ...shown.flatMap(termination => terminationLines(termination, now)),
        ...rest,
    ]);
}

function terminationLines(
    { title, state, end, findings: own, skipped = new Map() }: Termination,
    now: number,
): string[] {
    const others = [...skipped].sort().map(([reason, number]) => `${number} ${reason}`);
    return [
        ...bullet(title, "  ", "    "),
        ...bullet(`${state}${force(end, now)}`, "    ", "    "),
        ...findings(own, "    "),
        ...(others.length ? dim(bullet(`pods that do not hold it: ${others.join(", ")}`, "    ", "    ")) : []),
    ];
}

function force(end: Termination["end"], now: number): string {
    if (end === undefined) return "";
    if (end === "never") return "; never forcefully terminated (no terminationGracePeriod)";
    return `; forceful termination ${end > now ? "is" : "was"} due at ${at(end, now)}`;
}

/** Formats findings, those with commands first: only the first of many are shown. */
function findings(all: Finding[], indent: string): string[] {
    const { shown, rest } = first(blockedFirst(all, hasCommands), "reasons");
    return [
        ...shown.flatMap(({ text, commands }) => [
            ...bullet(text, `${indent}- `, `${indent}  `).map(line => (commands.length ? paint("yellow", line) : line)),
            ...commands.flatMap(each => command(each, `${indent}    `)).map(line => paint("cyan", line)),
        ]),
        ...rest.map(line => indent + line),
    ];
}

const hasCommands = ({ commands }: Finding): boolean => commands.length > 0;

const blockedFirst = <T>(items: T[], blocked: (item: T) => boolean): T[] =>
    items.toSorted((a, b) => Number(blocked(b)) - Number(blocked(a)));

const dim = (lines: string[]): string[] => lines.map(line => paint("dim", line));

/** A command on as few lines as possible, ready to paste. */
function command(text: string, indent: string): string[] {
    const lines: string[] = [];
    let line = indent;
    // Quoted text is never broken.
    for (const word of text.match(/(?:[^\s']|'[^']*')+/g) ?? []) {
        if (line.trim() && line.length + word.length + 2 > width) {
            lines.push(`${line}\\`);
            line = `${indent}  `;
        }
        line += `${word} `;
    }
    return [...lines, line.trimEnd()];
}

function remarks(controller: Finding[], blocked: BlockedDeletion[]): string[] {
    const terminations = blocked.flatMap(({ terminations }) => terminations);
    const all = [
        ...controller,
        ...blocked.flatMap(({ findings }) => findings),
        ...terminations.flatMap(({ findings }) => findings),
    ];
    const topics = new Set(all.map(({ topic }) => topic));
    for (const { end } of terminations) if (end !== undefined) topics.add(end === "never" ? "endless" : "force");
    return Object.entries(notes).flatMap(([topic, text]) => (topics.has(topic as keyof typeof notes) ? text : []));
}

function conclusion(stopped: boolean, blocked: boolean): string {
    if (blocked)
        return "Once these are gone, run `pulumi destroy` (or `pulumi up`) again: it continues where it stopped.";
    return stopped ? "Nothing is being deleted; what is deleted now will hang." : "Nothing is being deleted.";
}
