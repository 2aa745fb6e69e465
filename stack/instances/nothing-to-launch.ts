import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { count, type Problem } from "../../components/problems/problem.ts";
import type { Place } from "./labels.ts";
import { type Launch, launchable, mayLaunch, typesIn } from "./launch.ts";
import { capacityOf, isWithin, type Limit, limitsOf } from "./limits.ts";
import { lackingValues, valuesAmong } from "./min-values.ts";
import { instanceTable, isCovered, offeredIn } from "./table.ts";
import { unknownInstances } from "./unknown-instance.ts";
import { asText, type Wish, wishesOf } from "./wishes.ts";

/** What leaves a pool nothing to launch, where the table knows the region and all that the pool names. */
export function nothingToLaunch(spec: NodePoolSpec, place: Place): Problem[] {
    if (place.region !== undefined && !isCovered(place.region)) return [];
    if (mayLaunch(spec, place).launches.length || unknownInstances(spec, place).length) return [];
    const wishes = wishesOf(spec).known;
    const limits = limitsOf(spec).known;
    const { path, message } =
        byClass(place) ??
        byOneWish(wishes, place) ??
        bySeveralWishes(wishes, place) ??
        byLimits(wishes, limits, place) ??
        byMinValues(wishes, limits, place);
    return [{ path, message: `${message}, as of ${instanceTable().date}` }];
}

const allowed = (wishes: Wish[], place: Place): Launch[] => launchable(typesIn(place), wishes, place);

/** `the 9 instance types in us-west-2` */
const these = (launches: unknown[], { region }: Place): string =>
    `the ${count(launches.length, "instance type")}${region === undefined ? "" : ` in ${region}`}`;

function byClass(place: Place): Problem | undefined {
    if (typesIn(place).length) return undefined;
    const message = `the class fits none of ${these(offeredIn(place.region), place)}`;
    return { path: "spec.template.spec.nodeClassRef.name", message };
}

/** The first wish that leaves nothing by itself. */
function byOneWish(wishes: Wish[], place: Place): Problem | undefined {
    const wish = wishes.find(wish => allowed([wish], place).length === 0);
    if (!wish) return undefined;
    const message = `found ${asText(wish)}; none of ${these(typesIn(place), place)} that fit the class has that`;
    return { path: wish.path, message: message + elsewhere([wish], place) };
}

/** The first wish that leaves nothing of what those before it do. */
function bySeveralWishes(wishes: Wish[], place: Place): Problem | undefined {
    const index = wishes.findIndex((_, index) => allowed(wishes.slice(0, index + 1), place).length === 0);
    const wish = wishes[index];
    if (!wish) return undefined;
    const left = allowed(wishes.slice(0, index), place);
    const have = list(valuesAmong(left, wish.key, [], place));
    const message = `found ${asText(wish)}; among ${these(left, place)} that what stands before it leaves there is ${have}`;
    return { path: wish.path, message: message + elsewhere(wishes.slice(0, index + 1), place) };
}

/** Where there is what the region lacks. */
function elsewhere(wishes: Wish[], place: Place): string {
    const types = offeredIn(undefined).filter(place.nodeClass.fits);
    const regions = new Set(launchable(types, wishes, place).flatMap(({ type }) => type.regions));
    return regions.size ? `; on offer in ${list(regions)}` : "";
}

/** The first limit that leaves nothing of what those before it do. */
function byLimits(wishes: Wish[], limits: Limit[], place: Place): Problem | undefined {
    const within = (limits: Limit[]) => allowed(wishes, place).filter(({ type }) => isWithin(type, limits));
    const index = limits.findIndex((_, index) => within(limits.slice(0, index + 1)).length === 0);
    const limit = limits[index];
    if (!limit) return undefined;
    const left = within(limits.slice(0, index));
    const least = Math.min(...left.map(({ type }) => capacityOf(type, limit)));
    const amount = (number: number) =>
        limit.resource === "memory" ? `${Math.floor(number / 2 ** 20)}Mi` : String(number);
    const message = `found ${amount(limit.most)}; the least of ${these(left, place)} that the requirements leave is ${amount(least)}`;
    return { path: `spec.limits.${limit.resource}`, message };
}

/** Fewer values than a pool wants, where nothing else is left. */
function byMinValues(wishes: Wish[], limits: Limit[], place: Place): Problem {
    const left = allowed(wishes, place).filter(({ type }) => isWithin(type, limits));
    const { path, key, minValues } = lackingValues(left, wishes, place)!;
    const values = valuesAmong(left, key, wishes, place)!;
    const message = `found ${minValues}; among ${these(left, place)} that the pool allows there are ${values.size}: ${list(values)}`;
    return { path: `${path}.minValues`, message };
}

/** The first of the values, numbers by size. */
function list(values: Set<string> = new Set()): string {
    const sorted = [...values].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
    return [...sorted.slice(0, most), ...(sorted.length > most ? ["…"] : [])].join(", ") || "none";
}

const most = 8;
