import fc from "fast-check";
import "../../seed.ts";

/** Choices that are the same in every run with one seed. */
export class Chance {
    private readonly generate: fc.GeneratorValue;

    constructor(generate: fc.GeneratorValue) {
        this.generate = generate;
    }

    /** So many, each apart from the others. */
    static times(count: number): Chance[] {
        return fc.sample(fc.gen(), { numRuns: count, unbiased: true }).map(generate => new Chance(generate));
    }

    /** Whether something that happens so many times in a hundred happens now. */
    happens(percent: number): boolean {
        return this.generate(fc.nat, 99) < percent;
    }

    /** From nothing up to a number. */
    upTo(most: number): number {
        return this.generate(fc.nat, most);
    }

    of<T>(list: readonly T[]): T {
        return list[this.upTo(list.length - 1)]!;
    }

    /** So many different ones. */
    several<T>(count: number, list: readonly T[]): T[] {
        return this.generate(fc.subarray, [...list], { minLength: count, maxLength: count }) as T[];
    }

    /** A text that a regular expression matches, wherever in it. */
    matching(pattern: string): string {
        return this.generate(fc.stringMatching, new RegExp(pattern), { size: "small" });
    }
}
