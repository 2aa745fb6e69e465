import { type Cases, cluster } from "../cases.ts";

const named = (name: string) => ({ cluster: { ...cluster, name } });
const allowed = "expected 1 to 100 letters, digits, - and _, the first a letter or digit";

export const cases: Cases = {
    "cluster-name": {
        breaks: [
            ["a dash in front", named("-dev"), [`cluster.name: found "-dev", ${allowed}`]],
            ["a dot", named("dev.eu"), [`cluster.name: found "dev.eu", ${allowed}`]],
            ["101 characters", named("x".repeat(101)), [`cluster.name: found "${"x".repeat(56)}..., ${allowed}`]],
        ],
        holds: [
            ["100 characters", named("x".repeat(100))],
            ["digits, dashes and underscores", named("0-A_z")],
        ],
    },
};
