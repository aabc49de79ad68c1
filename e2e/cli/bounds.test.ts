import { describe, expect, test } from 'vitest';
import { boundRowsShape, boundsShape } from './contract';
import { lab, scenario, useFolder } from './lab';

const { put } = useFolder();

/** `shared/theory.md` section 4, F = 15 Gbit, us = 30 Mbit/s, d = 2 Mbit/s: by N, then client-server and the three upload rates. */
const GOLDEN = {
  10: [7500, 7500, 7500, 7500],
  100: [50000, 25000, 15000, 7500],
  1000: [500000, 500000 / 11, 1500000 / 73, 7500],
};

describe('lab bounds', () => {
  test.each([[300_000, 1], [700_000, 2], [2_000_000, 3]])('gives the golden table of the textbook digit for digit, u = %i bit/s', async (uploadBitrate, column) => {
    const file = put(`u${uploadBitrate}.swarm.json`, scenario({ groups: [{ uploadBitrate }] }));
    const { status, stdout, stderr } = await lab(['bounds', file, '--peers', '10,100,1000']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = boundRowsShape.parse(JSON.parse(stdout));
    expect(rows.map(({ peers, clientServer, peerToPeer }) => [peers, clientServer.seconds, peerToPeer.seconds])).toEqual(
      Object.entries(GOLDEN).map(([peers, values]) => [Number(peers), values[0], values[column]]),
    );
    expect(rows.map(({ clientServer }) => clientServer.binding)).toEqual(['slowest-download', 'server-upload', 'server-upload']);
  });

  test('gives the one-hour curve: 360 N seconds from the server alone, N/(10+N) hours together, and 0.1 h for one peer', async () => {
    const hour = scenario({ content: { sizeBits: 3_600_000_000 }, server: { uploadBitrate: 10_000_000 }, groups: [{ uploadBitrate: 1_000_000, downloadBitrate: null }] });
    const { stdout } = await lab(['bounds', '-', '--peers', '1..35'], { stdin: JSON.stringify(hour) });
    const rows = boundRowsShape.parse(JSON.parse(stdout));
    expect(rows).toHaveLength(35);
    for (const { peers, clientServer, peerToPeer } of rows) {
      expect(clientServer.seconds).toBe(360 * peers);
      expect(peerToPeer.seconds).toBeCloseTo(peers === 1 ? 360 : (3600 * peers) / (10 + peers), 9);
    }
    expect(rows[0]!.peerToPeer.binding).toBe('server-upload');
  });

  test('without --peers it is one object for the peers of the scenario; a tie names all its terms', async () => {
    const tied = scenario({ content: { sizeBits: 1_000_000, pieceBits: 1000 }, server: { uploadBitrate: 1000 }, groups: [{ count: 1, uploadBitrate: 0, downloadBitrate: 1000 }] });
    const { stdout } = await lab(['bounds', '-'], { stdin: JSON.stringify(tied) });
    expect(boundsShape.parse(JSON.parse(stdout))).toEqual({
      clientServer: { seconds: 1000, binding: 'server-upload', tie: ['server-upload', 'slowest-download'] },
      peerToPeer: { seconds: 1000, binding: 'server-upload', tie: ['server-upload', 'slowest-download', 'total-upload'] },
    });
  });

  test('an infinite bound is null with its reason; without peers it takes no time and nothing binds', async () => {
    const endless = await lab(['bounds', '-'], { stdin: JSON.stringify(scenario({ groups: [{ downloadBitrate: 0 }] })) });
    expect(boundsShape.parse(JSON.parse(endless.stdout)).clientServer).toMatchObject({ seconds: null, reason: 'peer-cannot-download' });
    const empty = await lab(['bounds', '-'], { stdin: JSON.stringify(scenario({ groups: [{ count: 0 }] })) });
    expect(boundsShape.parse(JSON.parse(empty.stdout)).peerToPeer).toEqual({ seconds: 0, binding: null });
  });

  test('A..B..STEP counts in steps, and --csv prints the same rows for a spreadsheet', async () => {
    const { stdout } = await lab(['bounds', '-', '--peers', '10..100..45', '--csv'], { stdin: JSON.stringify(scenario()) });
    expect(stdout).toBe([
      'peers,clientServerSeconds,clientServerBinding,peerToPeerSeconds,peerToPeerBinding',
      '10,7500,slowest-download,7500,slowest-download',
      `55,27500,server-upload,${(55 * 15e9) / (30e6 + 55 * 3e5)},total-upload`,
      '100,50000,server-upload,25000,total-upload',
      '',
    ].join('\n'));
  });

  test.each(['5..1', 'x', '1..10..0', '1,,2', '-3', '1..99999999999'])('refuses --peers %s, saying what is allowed', async (counts) => {
    const { status, stdout, stderr } = await lab(['bounds', '-', `--peers=${counts}`], { stdin: JSON.stringify(scenario()) });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('A..B..STEP');
  });
});
