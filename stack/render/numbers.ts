import { plural } from "../../components/problems/problem.ts";

/** A number with thousands separators: `10,240`. */
export const number = (value: number): string => String(value).replace(/\d(?=(\d{3})+$)/g, "$&,");

/** Percentage of a limit, rounded up, so that a size over its limit shows more than 100. */
export const percent = (size: number, limit: number): number => Math.ceil((size / limit) * 100);

/** `1 pool`, `2,000 pools`. */
export const counted = (count: number, noun: string): string => `${number(count)} ${plural(count, noun)}`;
