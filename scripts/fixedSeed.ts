import fc from 'fast-check';

/** Any number does: it is the day on which it was chosen. */
const USUAL = 20261124;

// A commit is judged by the same cases wherever it is tested. `SWARM_LAB_SEED=… npm run unit` looks for others.
fc.configureGlobal({ seed: Number(process.env['SWARM_LAB_SEED'] ?? USUAL) });
