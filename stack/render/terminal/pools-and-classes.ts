import { first, section, table } from "../../command/terminal.ts";
import type { Manifest } from "../documents.ts";
import { condition, isCapacityType, type Requirement, subject } from "../requirements.ts";

/** Tables of the node pools and the node classes. */
export function poolsAndClasses(manifests: Manifest[]): string[] {
    const kind = (kind: string) => manifests.filter(manifest => manifest.kind === kind);
    return [
        ...summary("Node pools", "node pools", kind("NodePool"), {
            NAME: name,
            CLASS: ({ spec }) => text(spec?.template?.spec?.nodeClassRef?.name),
            CAPACITY: ({ spec }) => capacity(spec?.template?.spec?.requirements),
            INSTANCES: ({ spec }) => instances(spec?.template?.spec?.requirements),
            CPU: ({ spec }) => text(spec?.limits?.cpu),
            MEMORY: ({ spec }) => text(spec?.limits?.memory),
            WEIGHT: ({ spec }) => text(spec?.weight),
            CONSOLIDATES: ({ spec }) => consolidation(spec?.disruption),
        }),
        ...summary("Node classes", "node classes", kind("EC2NodeClass"), {
            NAME: name,
            IMAGES: ({ spec }) => terms(spec?.amiSelectorTerms),
            ROLE: ({ spec }) => text(spec?.role ?? spec?.instanceProfile),
            SUBNETS: ({ spec }) => terms(spec?.subnetSelectorTerms),
            "SECURITY GROUPS": ({ spec }) => terms(spec?.securityGroupSelectorTerms),
        }),
    ];
}

type Cell = (manifest: Manifest) => string;

function summary(title: string, noun: string, manifests: Manifest[], columns: Record<string, Cell>): string[] {
    const { shown, rest } = first(manifests, noun);
    const rows = shown.map(manifest => Object.values(columns).map(cell => cell(manifest)));
    return section(
        `${title} (${manifests.length})`,
        rows.length ? [...table(Object.keys(columns), rows), ...rest] : [],
    );
}

const text = (value: unknown): string =>
    value === undefined ? "-" : typeof value === "object" ? JSON.stringify(value) : String(value);
const words = (...values: unknown[]): string => values.filter(value => value !== undefined).join(" ") || "-";
const pairs = (values: Record<string, unknown> | undefined): string =>
    words(...Object.entries(values ?? {}).map(([key, value]) => `${key.replace(/^.*\//, "")}=${value}`));
const name: Cell = ({ metadata }) => text(metadata.name);

const capacity = (requirements: Requirement[] = []): string =>
    words(...requirements.filter(isCapacityType).map(each => condition(each)));

/** Requirements on instances: `amd64 c,m,r generation > 2`. */
const instances = (requirements: Requirement[] = []): string =>
    words(
        ...requirements
            .filter(({ key }) => /\/(arch|instance-.*)$/.test(key))
            .map(each => {
                const what = subject(each);
                return what === "arch" || what === "category" ? condition(each) : `${what} ${condition(each)}`;
            }),
    );

/** `Underutilized 5m` for `WhenEmptyOrUnderutilized` after five minutes. */
const consolidation = ({ consolidationPolicy = "", consolidateAfter }: Record<string, string> = {}): string =>
    words(consolidationPolicy.replace(/^When(EmptyOr)?/, "") || undefined, consolidateAfter);

/** Selector terms, with tags as `key=value`; prefixes of keys are omitted. */
const terms = (selector: Record<string, unknown>[] = []): string =>
    selector
        .map(term =>
            Object.entries(term)
                .map(([key, value]) => (key === "tags" ? pairs(value as Record<string, unknown>) : text(value)))
                .join(" "),
        )
        .join("; ") || "-";
