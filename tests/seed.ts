import fc from "fast-check";

// One seed for every run, so that a run in CI says what a run here said. Others are tried by FC_SEED.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
