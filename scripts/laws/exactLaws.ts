/** The exact laws of theory.md section 6, in short. Their tests in `src-core/laws/exact.test.ts` are grouped by these ids. */
export interface ExactLaw {
  readonly id: string;
  readonly title: string;
  readonly setting: string;
  readonly expected: string;
}

const anySwarm = 'random small swarms of every kind, both architectures';
const textbook = 'random small swarms of the textbook’s setting';

export const exactLaws: readonly ExactLaw[] = [
  { id: 'L1', title: 'Bound', setting: `${textbook}, both architectures`, expected: 'makespan ≥ bound · (1 − 1e-12)' },
  { id: 'L2', title: 'Each peer', setting: anySwarm, expected: 'time there ≥ max(F/d_i, F/(us + U − u_i)) · (1 − 1e-12)' },
  { id: 'L3', title: 'Whole pieces', setting: textbook, expected: 'makespan ≥ the hard law of whole pieces; equal to it for N = 1' },
  { id: 'L4', title: 'Client-server is exact', setting: 'any mix of downloads, and three cases by hand', expected: 'makespan = max(N F/us, F/dmin) to 1e-9' },
  { id: 'L5', title: 'Conservation', setting: `${anySwarm}; a witness reckons every trace again`, expected: 'sent = received = pieces + partial pieces, to 1e-9 · N F' },
  { id: 'L6', title: 'Feasible', setting: `${anySwarm}; at every event`, expected: 'no link above its capacity · (1 + 1e-12); every flow has a saturated link on which none is faster' },
  { id: 'L7', title: 'Legal', setting: `${anySwarm}; at every event`, expected: 'bits flow only from an owner that unchokes to an interested neighbour; slots never exceeded; free riders send 0' },
  { id: 'L8', title: 'Fluid schedule', setting: 'any mix of up to four groups', expected: 'meets the bound to 1e-12; no link overloaded' },
  { id: 'L9', title: 'Counting (Little)', setting: anySwarm, expected: 'integral of the peers online = the times they were online, added up, to 1e-9' },
  { id: 'L10', title: 'Deterministic', setting: `${anySwarm}; in slices, recorded or not`, expected: 'the same digest; another seed, another run' },
  { id: 'L11', title: 'Ends', setting: `${anySwarm}, and hopeless ones`, expected: 'every run ends; one that cannot finish names exactly the lost pieces' },
  { id: 'L12', title: 'Scale', setting: `${anySwarm}; F, p and all rates times 2, 8, 1024`, expected: 'the same event times to 1e-9; names of groups change nothing' },
  { id: 'L13', title: 'Hand cases', setting: 'N = 1; nobody uploads; N = 2 with us = u, M = 100', expected: 'within a choke round of F/min(us, d) and of N F/us; ratio in [1.005, 1.10]' },
];
