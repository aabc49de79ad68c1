import { createReplay, type Replay } from '@core/replay/index';
import { defaultScenario } from '@core/scenario/index';
import { createSimulation } from '@core/sim/index';
import { createTraceRecorder, type Trace } from '@core/trace/index';

/** A replay of a small run with ten peers and twelve pieces; the last third of the peers goes away once and comes back. */
export function runReplay(architecture: 'client-server' | 'peer-to-peer'): Replay {
  const scenario = defaultScenario();
  const group = { ...scenario.peerGroups[0]!, count: 7, uploadBitrate: 1e6, downloadBitrate: 4e6 };
  const interrupted = { ...group, name: 'away', count: 3, interruption: { kind: 'once' as const, afterFraction: 0.5, awaySeconds: 30 } };
  const recorders: { finish(): Trace }[] = [];
  const simulation = createSimulation(
    {
      scenario: { ...scenario, content: { sizeBits: 12e6, pieceBits: 1e6 }, server: { ...scenario.server, uploadBitrate: 2e6 }, peerGroups: [group, interrupted] },
      architecture,
      randomSeed: 1,
    },
    (header) => {
      const recorder = createTraceRecorder(header);
      recorders.push(recorder);
      return recorder;
    },
  );
  while (!simulation.advance(1_000));
  const replay = createReplay(simulation.header);
  for (const recorder of recorders) for (const chunk of recorder.finish().chunks) replay.append(chunk);
  return replay;
}
