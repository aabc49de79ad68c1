import { defaultScenario, newPeerGroup, type Scenario } from '@core/scenario/index';
import { ENGINE_VERSION } from '@core/sim/index';
import { createRowCounter, runHeader } from '@core/trace/index';
import { digestOf } from '../src-main/peers/storage/digestOf';
import type { RealPlan } from '../src-main/peers/swarm/plan';
import { createRealRun, type RealRun } from '../src-main/peers/swarm/swarm';
import type { RealFigures } from './measurements';
import { peakMemory } from './peakMemory';

/** Swarms without limits, by name: everyone is there from the start, and stays. */
export const REAL_SWARMS = {
  four: { peers: 4, pieces: 256, pieceBytes: 512 * 1024 },
  sixty: { peers: 60, pieces: 128, pieceBytes: 64 * 1024 },
} as const;
export type RealSwarm = keyof typeof REAL_SWARMS;

/** A scenario whose links carry whatever the machine can, as it is: neither sizes nor times are scaled, which no plan would allow. */
function unlimited({ peers, pieces, pieceBytes }: (typeof REAL_SWARMS)[RealSwarm]): { scenario: Scenario; plan: RealPlan } {
  const plain = defaultScenario();
  const scenario: Scenario = {
    ...plain,
    seed: 1,
    content: { sizeBits: 8 * pieces * pieceBytes, pieceBits: 8 * pieceBytes },
    server: { ...plain.server, uploadBitrate: Infinity },
    peerGroups: [{ ...newPeerGroup(), count: peers, uploadBitrate: Infinity, downloadBitrate: null }],
  };
  const lengthBytes = pieces * pieceBytes;
  const plan = {
    header: runHeader(scenario, 'real', scenario.seed, ENGINE_VERSION),
    sizeScale: 1, timeScale: 1, lengthBytes, pieceLengthBytes: pieceBytes, expectedSeconds: 0,
    diskBytes: (peers + 1) * lengthBytes, slowestBlocksPerSecond: Infinity,
  };
  return { scenario, plan };
}

/**
 * Runs a swarm without limits to its end, in this process.
 * @throws when somebody's copy is not the content, byte for byte
 */
export async function measureReal(name: RealSwarm): Promise<RealFigures> {
  const { scenario, plan } = unlimited(REAL_SWARMS[name]);
  const run = createRealRun({ scenario, plan, openWriter: createRowCounter });
  try {
    await run.prepare();
    const cpuBefore = process.cpuUsage();
    const began = performance.now();
    const { completedSeconds, finished, duplicateBits } = await run.run();
    const ended = performance.now();
    const { user, system } = process.cpuUsage(cpuBefore);
    if (!finished) throw new Error('the swarm did not finish');
    const peakBytes = peakMemory();
    await compareCopies(run, plan.header.peerCount);
    const seconds = Math.max(...completedSeconds.slice(1, plan.header.peerCount));
    const stopping = performance.now();
    await run.stop();
    return {
      movedBytes: (plan.header.peerCount - 1) * plan.lengthBytes,
      duplicateBytes: duplicateBits / 8,
      seconds,
      cpuSeconds: (user + system) / 1e6,
      endSeconds: (ended - began) / 1000 - seconds + (performance.now() - stopping) / 1000,
      peakBytes,
    };
  } finally {
    await run.stop();
  }
}

async function compareCopies(run: RealRun, peerCount: number): Promise<void> {
  const content = await digestOf(run.fileOf(0));
  for (let peer = 1; peer < peerCount; peer++) if ((await digestOf(run.fileOf(peer))) !== content) throw new Error(`peer ${peer} has something else`);
}
