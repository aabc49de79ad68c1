import { createRowCounter, EventKind, OffenceCode } from '@core/trace/index';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { MOST_WHILE_CHOKED } from '../connection/uploadQueue';
import { askWithoutReading, dialAsStranger, drip, everyRequest, lie, type Stranger } from './hostile.testKit';
import { runForReal, smallPlan, smallScenario } from './realRun.testKit';
import { createRealRun } from './swarm';

const MEBI = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is held, not what waits to be collected: that depends on how busy the machine is. */
async function liveBytes(): Promise<number> {
  // Buffers are given back in a thread of its own, some time after each collection.
  for (let turn = 0; turn < 2; turn++) {
    collectGarbage();
    await after(200);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('among strangers that do not play by the rules, a swarm', () => {
  it('gives everyone the right bytes, names who offended and why, and does not grow', async () => {
    const strangers: Stranger[] = [];
    const endings: (() => void)[] = [];
    let grown = 0;
    const ran = await runForReal(smallScenario([{ count: 3 }]), {
      async meanwhile(run, ready) {
        const dial = async (peer: number, isGreeting = true) => {
          while (!run.journal.online[peer]) await after(5);
          const stranger = await dialAsStranger(ready, peer, isGreeting);
          strangers.push(stranger);
          return stranger;
        };
        const before = await liveBytes();
        endings.push(askWithoutReading(await dial(0)), drip(await dial(1, false), 1_000));
        lie(await dial(1));
        // The greeting is read on its own, or else the garbage would end a conversation that has not begun.
        const garbage = await dial(2);
        await once(garbage.socket, 'data');
        garbage.socket.write(Buffer.alloc(MEBI, 0xa5));
        const flood = await dial(3);
        await once(flood.socket, 'data');
        const requests = everyRequest(flood.metainfo);
        for (let sent = 0; sent <= MOST_WHILE_CHOKED; sent += requests.length) flood.say(...requests);
        // They have all said their worst, and are still there.
        while (run.journal.books.completedPeers < 3) await after(50);
        grown = (await liveBytes()) - before;
      },
    });
    for (const end of endings) end();
    for (const { socket } of strangers) socket.destroy();
    expect(ran.end.finished).toBe(true);
    expect(ran.copies).toEqual(new Array(3).fill(ran.content));
    const offences = ran.offences.map(({ peer, code }) => `${peer} ${code}`);
    for (const expected of ['1 wrongPiece', '2 frameLength', '3 requestsWhileChoked']) expect(offences).toContain(expected);
    // Numbers from those of the scenario's peers on are strangers': nobody honest is blamed.
    expect(ran.offences.every(({ remote }) => remote >= 4)).toBe(true);
    // Of what breaks a connection, its row names the connection that it broke.
    const causes = ran.trace.chunks.flatMap(({ kind, value, cause }) => Array.from(cause).filter((_, at) => kind[at] === EventKind.offended && value[at] !== OffenceCode.wrongPiece));
    expect(Math.min(...causes)).toBeGreaterThanOrEqual(0);
    expect(grown).toBeLessThan(32 * MEBI);
  });

  it('outlives a tracker that answers nonsense, points elsewhere, or says nothing', async () => {
    const plain = smallScenario([{ count: 3 }]);
    const scenario = { ...plain, protocol: { ...plain.protocol, announceIntervalSeconds: 2 } };
    const run = createRealRun({ scenario, plan: smallPlan(scenario), openWriter: createRowCounter });
    let nonsense: Server | null = null;
    let answers = 0;
    try {
      const { announceUrl } = await run.prepare();
      await run.stopTracker();
      // Numbers of an address elsewhere, of this machine's port 0, and of nobody.
      const elsewhere = Buffer.concat([Buffer.from('d8:intervali1e5:peers18:'), Buffer.from([8, 8, 8, 8, 0, 80, 127, 0, 0, 1, 0, 0, 127, 0, 0, 1, 0, 1]), Buffer.from('e')]);
      nonsense = createServer((_request, response) => {
        const turn = answers++ % 5;
        if (turn === 0) response.end('<html>');
        else if (turn === 1) response.writeHead(302, { location: 'http://example.com/announce' }).end();
        else if (turn === 2) response.end(Buffer.alloc(2 * MEBI, 0x64));
        else if (turn === 3) response.end(elsewhere);
        else response.destroy();
      });
      const { hostname, port } = new URL(announceUrl);
      nonsense.listen(Number(port), hostname);
      await once(nonsense, 'listening');
      const over = run.run();
      while (answers < 8) await after(20);
      nonsense.close();
      nonsense.closeAllConnections();
      await once(nonsense, 'close');
      await run.startTracker();
      expect((await over).finished).toBe(true);
    } finally {
      nonsense?.close();
      await run.stop();
    }
  });
});
