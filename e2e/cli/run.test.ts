import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrace } from '@core/trace';
import { describe, expect, test } from 'vitest';
import { resultShape } from './contract';
import { ROOT, lab, scenario, startLab, useFolder, type Ended } from './lab';

const { folder, put } = useFolder();
const small = scenario({ content: { sizeBits: 100_000_000, pieceBits: 1_000_000 }, groups: [{ count: 6, uploadBitrate: 1_000_000 }, { name: 'slow', count: 2, uploadBitrate: 100_000 }] });
const smallFile = put('small.swarm.json', small);

function resultOf({ status, stdout, stderr }: Ended) {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return resultShape.parse(JSON.parse(stdout));
}

describe('lab run', () => {
  test('prints what the contract says; what was sent is what was delivered, and every peer has the content', async () => {
    const result = resultOf(await lab(['run', smallFile]));
    expect(result).toMatchObject({ architecture: 'peer-to-peer', seed: 1, finished: true, peers: 8, completed: 8, pieceTransfers: 800, deliveredBits: 800_000_000 });
    expect(result.uploadedBits.server + result.uploadedBits.peers).toBe(result.deliveredBits);
    expect(result.makespanSeconds).toBeGreaterThanOrEqual(result.boundSeconds! * (1 - 1e-12));
    expect(Math.max(...result.perPeer.map(({ completedSeconds }) => completedSeconds!))).toBe(result.makespanSeconds);
    expect(result.perPeer.map(({ id, group }) => `${id} ${group}`)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((id) => `${id} ${id <= 6 ? 'students' : 'slow'}`));
    for (const { downloadedBits } of result.perPeer) expect(downloadedBits).toBe(100_000_000);
    expect(result).not.toHaveProperty('lostPieces');
  });

  test('the same scenario and seed give the same digest, another seed another one', async () => {
    const [first, again, other] = await Promise.all([lab(['run', smallFile]), lab(['run', '-'], { stdin: JSON.stringify(small) }), lab(['run', smallFile, '--seed', '2'])]);
    expect(resultOf(again!)).toEqual(resultOf(first!));
    expect(resultOf(other!).seed).toBe(2);
    expect(resultOf(other!).traceDigest).not.toBe(resultOf(first!).traceDigest);
  });

  test('obeys timed changes, and runs a branch of the file by its name', async () => {
    const changes = [{ kind: 'leave', atSeconds: 20, peer: 3 }];
    const branches = [{ name: 'and the server goes', changes: [{ kind: 'server-leaves', atSeconds: 2 }] }];
    const file = put('branches.swarm.json', { ...small, changes, branches });
    const run = (...options: string[]) => lab(['run', file, ...options]);
    const [own, branch, none] = await Promise.all([run(), run('--branch', 'and the server goes'), run('--branch', 'nothing')]);
    expect(resultOf(own!)).toMatchObject({ finished: true, completed: 7, boundSeconds: null, boundNote: 'timedChanges' });
    expect(resultOf(branch!)).toMatchObject({ finished: false, makespanSeconds: null });
    expect(none).toMatchObject({ status: 2, stdout: '' });
    expect(none!.stderr).toContain('and the server goes');
  });

  test('client-server takes exactly the bound of theory, and only the server sends', async () => {
    const result = resultOf(await lab(['run', smallFile, '--architecture', 'client-server']));
    expect(result).toMatchObject({ architecture: 'client-server', boundSeconds: 50, uploadedBits: { server: 800_000_000, peers: 0 } });
    expect(result.makespanSeconds! / 50).toBeCloseTo(1, 9);
  });

  test('says where the upload capacity went; --capacity-series also when', async () => {
    const [totals, series] = await Promise.all([lab(['run', smallFile]), lab(['run', smallFile, '--capacity-series'])]);
    const { capacity, deliveredBits, makespanSeconds } = resultOf(totals!);
    const { totalBits, usedBits, idle } = capacity;
    expect(usedBits + idle.nothingToGive + idle.nobodyInterested + idle.noSlot + idle.receiversFull + idle.endPhase).toBe(totalBits);
    expect(usedBits / deliveredBits).toBeCloseTo(1, 9);
    expect(capacity).not.toHaveProperty('bins');
    const { bins, ...same } = resultOf(series!).capacity;
    expect(same).toEqual(capacity);
    expect(bins!.untilSeconds).toBe(makespanSeconds);
    expect(bins!.usedBits.reduce((sum, bits) => sum + bits, 0) / usedBits).toBeCloseTo(1, 9);
  });

  test('the fluid schedule takes exactly the peer-to-peer bound, for everybody, and says where it cannot be had', async () => {
    const [result, swarm] = [await lab(['run', smallFile, '--architecture', 'fluid-schedule']), await lab(['run', smallFile])].map(resultOf);
    expect(result).toMatchObject({ architecture: 'fluid-schedule', finished: true, completed: 8, pieceTransfers: 800, deliveredBits: 800_000_000, boundSeconds: swarm!.boundSeconds });
    for (const { completedSeconds } of result!.perPeer) expect(completedSeconds! / result!.boundSeconds!).toBeCloseTo(1, 12);
    expect(result!.uploadedBits.server + result!.uploadedBits.peers).toBe(result!.deliveredBits);
    const leaving = scenario({ server: { leaveAfterCopies: 2 }, groups: [{ count: 3 }] });
    const refused = await lab(['run', '-', '--architecture', 'fluid-schedule'], { stdin: JSON.stringify(leaving) });
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('the server leaves');
  });

  test('a fluid schedule of too many peers is refused with their number', async () => {
    const { status, stdout, stderr } = await lab(['run', '-', '--architecture', 'fluid-schedule'], { stdin: JSON.stringify(scenario({ groups: [{ count: 5000 }] })) });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('5000');
  });

  test('--trace saves the whole trace, whose digest is the one that is printed', async () => {
    const out = path.join(folder, 'small.trace');
    const result = resultOf(await lab(['run', smallFile, '--trace', out]));
    const trace = decodeTrace(gunzipSync(readFileSync(out)));
    expect(trace.digest).toBe(result.traceDigest);
    expect(trace.header).toMatchObject({ architecture: 'peer-to-peer', randomSeed: 1, peerCount: 9, pieceCount: 100 });
    expect(trace.rowCount).toBeGreaterThan(800);
  });

  test('a run that not every peer can complete ends, says so and names the lost pieces', async () => {
    const early = scenario({ content: { sizeBits: 20_000_000, pieceBits: 1_000_000 }, server: { leaveAfterCopies: 0.5 }, groups: [{ count: 3 }] });
    const result = resultOf(await lab(['run', '-'], { stdin: JSON.stringify(early) }));
    expect(result).toMatchObject({ finished: false, makespanSeconds: null, boundSeconds: null, boundNote: 'serverLeaves', completed: 0, completionSeconds: null });
    expect(result.lostPieces!.length).toBeGreaterThan(0);
    expect(result.uploadedBits.server + result.uploadedBits.peers).toBe(result.deliveredBits);
  });

  test('without peers there is nothing to do', async () => {
    const result = resultOf(await lab(['run', '-'], { stdin: JSON.stringify(scenario({ groups: [{ count: 0 }] })) }));
    expect(result).toMatchObject({ finished: true, makespanSeconds: 0, peers: 0, perPeer: [], deliveredBits: 0, completionSeconds: null });
  });

  test('--csv prints a row for each peer, in which a name cannot become a formula', async () => {
    const risky = scenario({ content: { sizeBits: 1_000_000, pieceBits: 1_000_000 }, groups: [{ name: '=1+2', count: 1 }] });
    const { stdout } = await lab(['run', '-', '--csv'], { stdin: JSON.stringify(risky) });
    const [heading, row] = stdout.split('\n');
    expect(heading).toBe('id,group,joinedSeconds,completedSeconds,uploadedBits,downloadedBits');
    expect(row).toMatch(/^1,"'=1\+2",0,[\d.]+,0,1000000$/);
  });

  test.each([
    [['--architecture', 'star'], 'client-server, peer-to-peer, fluid-schedule'],
    [['--seed', '1.5'], '1.5'],
    [['--seed=-1'], '-1'],
    [['--seed', '9007199254740992'], '9007199254740991'],
  ])('refuses %j', async (options, named) => {
    const { status, stdout, stderr } = await lab(['run', smallFile, ...options]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(named);
  });

  test('a trace that cannot be saved is an error that names the file, before anything is run', async () => {
    const out = path.join(folder, 'none', 'small.trace');
    const { status, stdout, stderr } = await lab(['run', smallFile, '--trace', out]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(out);
  });

  test('an interrupted run ends within a second with 130 and leaves neither output nor files', async () => {
    const place = path.join(folder, 'interrupted');
    mkdirSync(place);
    const long = put('long.swarm.json', scenario({ content: { sizeBits: 15_000_000_000, pieceBits: 1_500_000 }, groups: [{ count: 300 }] }));
    const { child, ended } = startLab(['run', long, '--trace', path.join(place, 'long.trace')]);
    await once(child.stderr, 'data'); // its first progress: now it is in the middle of the run
    const asked = performance.now();
    child.kill('SIGINT');
    const { status, stdout } = await ended;
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(readdirSync(place)).toEqual([]);
  });

  test('works through npm from the folder of the project, and writes nothing there', () => {
    const before = readdirSync(ROOT).sort();
    const { status, stdout } = spawnSync('npm', ['run', '--silent', 'lab', '--', 'run', '-'], { cwd: ROOT, input: JSON.stringify(small), encoding: 'utf8', shell: process.platform === 'win32' });
    expect(status).toBe(0);
    expect(resultShape.parse(JSON.parse(stdout)).completed).toBe(8);
    expect(readdirSync(ROOT).sort()).toEqual(before);
    expect(existsSync(path.join(ROOT, 'small.trace'))).toBe(false);
  });
});
