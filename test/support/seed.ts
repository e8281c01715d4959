import * as fc from 'fast-check';

/** Generated values are the same in every run; FC_SEED=... tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
