import { isDeepStrictEqual } from "node:util";
import { versions } from "../../../lab/tools/karpenter.ts";
import type { Version } from "../../../lab/tools/tools.ts";
import { broken } from "./constraints.ts";
import { type Entry, type Kind, kinds } from "./documents/documents.ts";
import { type Exception, exceptions, without } from "./exceptions.ts";
import { mixed, oneByOne } from "./generator.ts";
import { minimal } from "./minimal.ts";
import type { Schema } from "./schema.ts";
import type { Refusal, Server } from "./server.ts";
import { manifestOf, ours } from "./subject.ts";

/** How many entries of several changes are made, of all kinds and versions, beside those of one. */
const runs = Number(process.env.DIFFERENTIAL_RUNS ?? 1500);
/** How many requests are under way at a time. */
const atOnce = 8;
/** How many disagreements, each for a reason of its own, are made as small as they get and shown. */
const shown = 5;

/** What came out for one version of Karpenter. */
export interface Comparison {
    asked: number;
    refused: number;
    schemas: Record<Kind, Schema>;
    /** What of the schemas was broken, and how often nothing else was. */
    broken: Record<Kind, Map<string, number>>;
    /** How often a rule, and nothing else, said of what the server refuses that it is invalid. */
    rules: Map<string, number>;
    excepted: Map<Exception, number>;
    /** Where we say other than the server, in words. */
    disagreements: string[];
}

interface Verdicts {
    server: Refusal | undefined;
    ours: ReturnType<typeof ours>;
}

const share: Record<Kind, number> = { NodePool: 0.45, EC2NodeClass: 0.45, NodeOverlay: 0.1 };

/** Asks the server and the rules of everything that is made for a version. */
export async function compare(server: Server, version: Version): Promise<Comparison> {
    const each = async <T>(make: (kind: Kind) => T) =>
        Object.fromEntries(await Promise.all(kinds.map(async kind => [kind, await make(kind)]))) as Record<
            Kind,
            Awaited<T>
        >;
    const result: Comparison = {
        asked: 0,
        refused: 0,
        schemas: await each(kind => server.schema(kind)),
        broken: await each(() => new Map()),
        rules: new Map(),
        excepted: new Map(),
        disagreements: [],
    };
    const wrong = new Map<string, Entry>();
    const entries = everything(version, result.schemas);
    await Promise.all(
        Array.from({ length: atOnce }, async () => {
            for (const entry of entries) {
                const verdicts = await judge(server, entry, version);
                if (note(result, entry, verdicts, version)) wrong.set(why(verdicts), entry);
            }
        }),
    );
    const differs = async (entry: Entry) => disagree(entry, await judge(server, entry, version), version);
    for (const entry of [...wrong.values()].slice(0, shown)) {
        const small = await minimal(entry, differs);
        result.disagreements.push(inWords(small, await judge(server, small, version)));
    }
    if (wrong.size > shown) result.disagreements.push(`and others, for ${wrong.size - shown} other reasons`);
    return result;
}

function* everything(version: Version, schemas: Record<Kind, Schema>): Generator<Entry> {
    for (const kind of kinds) {
        yield* oneByOne(kind, version, schemas[kind]);
        yield* mixed(kind, version, schemas[kind], Math.ceil((runs * share[kind]) / versions.length));
    }
}

const judge = async (server: Server, entry: Entry, version: Version): Promise<Verdicts> => ({
    ours: ours(entry, version),
    server: await server.refusal(entry.kind, manifestOf(entry, version)),
});

/** Whether the two say other, by no exception. */
const disagree = (entry: Entry, { ours: { problems }, server }: Verdicts, version: Version): boolean =>
    problems.length > 0 !== (server !== undefined) && (server !== undefined || exceptedBy(entry, version).length === 0);

/** The exceptions by which the server may take what is invalid to us; none, where it is also for another reason. */
function exceptedBy(entry: Entry, version: Version): Exception[] {
    if (ours(without(exceptions, entry), version).problems.length > 0) return [];
    return exceptions.filter(each => !isDeepStrictEqual(without([each], entry), entry));
}

/** Counts what was said; whether it differs. */
function note(result: Comparison, entry: Entry, verdicts: Verdicts, version: Version): boolean {
    const { server, ours } = verdicts;
    const count = <K>(of: Map<K, number>, key: K, times = 1) => of.set(key, (of.get(key) ?? 0) + times);
    result.asked += 1;
    if (server) {
        result.refused += 1;
        const constraints = broken(server, result.schemas[entry.kind]);
        for (const each of constraints) count(result.broken[entry.kind], each, constraints.size === 1 ? 1 : 0);
        if (ours.rules.length === 1) for (const rule of ours.rules) count(result.rules, rule);
    } else if (ours.problems.length > 0)
        for (const exception of exceptedBy(entry, version)) count(result.excepted, exception);
    return disagree(entry, verdicts, version);
}

/** What the one that refuses says. */
const why = ({ server, ours: { problems } }: Verdicts): string => server?.message ?? problems[0]!.message;

const inWords = (entry: Entry, { server, ours: { problems } }: Verdicts): string =>
    [
        JSON.stringify(entry),
        `  the API server: ${server ? server.message : "takes it"}`,
        `  ours: ${problems.length ? problems.map(({ path, message }) => `${path}: ${message}`).join("\n        ") : "valid"}`,
    ].join("\n");
