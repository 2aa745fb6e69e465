import { admits } from "../../components/karpenter/requirement.ts";
import { isOfInstances, type Place, valuesOf } from "./labels.ts";
import type { Launch } from "./launch.ts";
import { allowedIn, type Wish } from "./wishes.ts";

/** The first wish for more different values than there are, where the controller insists on it. */
export function lackingValues(launches: Launch[], wishes: Wish[], place: Place): Wish | undefined {
    if (place.minValuesPolicy === "BestEffort") return undefined;
    return wishes.find(({ key, minValues }) => {
        const values = minValues === undefined ? undefined : valuesAmong(launches, key, wishes, place);
        return values !== undefined && values.size < minValues!;
    });
}

/** The different values that instance types have of a label, as far as they are allowed; `undefined` where they are not known. */
export function valuesAmong(launches: Launch[], key: string, wishes: Wish[], place: Place): Set<string> | undefined {
    if (!isOfInstances(key)) return new Set();
    const values = launches.map(({ type }) => valuesOf(type, key, place));
    if (values.includes(undefined)) return undefined;
    const allowed = allowedIn(wishes).get(key);
    return new Set(values.flatMap(each => each!.filter(value => !allowed || admits(allowed, [value]))));
}
