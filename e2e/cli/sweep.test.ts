import { appendFileSync, copyFileSync, existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { lab, scenario, startLab, useFolder, type Ended } from './lab';

const { folder, put } = useFolder();
const file = put('small.swarm.json', scenario({ content: { sizeBits: 20_000_000, pieceBits: 1_000_000 }, server: { uploadBitrate: 2_000_000 }, groups: [{ uploadBitrate: 500_000 }], seed: 5 }));
const counts = ['--vary', 'peerGroups[0].count=2..6..2'];
const grid = [...counts, '--vary', 'protocol.pieceSelection=rarest-first,in-order', '--repeats', '2'];
const at = (name: string) => path.join(folder, name);

const seconds = z.number().nonnegative().nullable();
/** The row of `contract.md`: the varied values, seed, makespan, bounds, utilisation. */
const rowShape = z.looseObject({
  run: z.int().min(0), seed: z.int().min(0), finished: z.boolean(), peers: z.int(), completed: z.int(), makespanSeconds: seconds, boundSeconds: seconds,
  clientServerSeconds: seconds, peerToPeerSeconds: seconds, utilisation: z.number().min(0).max(1).nullable(), meanCompletionSeconds: seconds,
});
const done = ({ status, stdout, stderr }: Ended) => {
  expect({ status, stderr: stderr.replaceAll(/^\d+ of \d+ runs.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
const rowsOf = (ended: Ended) => z.array(rowShape).parse(JSON.parse(done(ended)));
const linesOf = (name: string) => readFileSync(at(name), 'utf8').trimEnd().split('\n').slice(1);
const refused = ({ status, stdout }: Ended) => expect({ status, stdout }).toEqual({ status: 2, stdout: '' });

describe('lab sweep', () => {
  test('prints a row for each run in grid order: the last field fastest, then the seeds that follow that of the file', async () => {
    const rows = rowsOf(await lab(['sweep', file, ...grid]));
    const told = rows.map((row) => [row.run, row['peerGroups[0].count'], row['protocol.pieceSelection'], row.seed]);
    expect(told).toEqual([2, 4, 6].flatMap((count, i) => ['rarest-first', 'in-order'].flatMap((rule, j) => [5, 6].map((seed, k) => [4 * i + 2 * j + k, count, rule, seed]))));
    for (const row of rows) {
      expect(row.makespanSeconds).toBeGreaterThanOrEqual(row.peerToPeerSeconds! * (1 - 1e-12));
      expect(row.boundSeconds).toBe(row.peerToPeerSeconds);
    }
  });

  test('a row is what a run of that setting and seed comes to, and its bounds are those of that setting', async () => {
    const [, , row] = rowsOf(await lab(['sweep', file, ...counts]));
    const six = put('six.swarm.json', { ...JSON.parse(readFileSync(file, 'utf8')), peerGroups: [{ name: 'students', count: 6, uploadBitrate: 500_000, downloadBitrate: 2_000_000 }] });
    const [run, bounds] = await Promise.all([lab(['run', six, '--seed', '5']), lab(['bounds', six])]);
    const result = JSON.parse(run!.stdout);
    const { clientServer, peerToPeer } = JSON.parse(bounds!.stdout);
    expect(row).toMatchObject({ seed: 5, peers: 6, completed: result.completed, makespanSeconds: result.makespanSeconds, boundSeconds: result.boundSeconds });
    expect(row).toMatchObject({ clientServerSeconds: clientServer.seconds, peerToPeerSeconds: peerToPeer.seconds });
    expect(row!.utilisation).toBeCloseTo(result.deliveredBits / ((2e6 + 6 * 5e5) * result.makespanSeconds), 12);
  });

  test('what is printed does not depend on the number of jobs', async () => {
    const [one, two, three] = await Promise.all(['1', '2', '3'].map((jobs) => lab(['sweep', file, ...grid, '--jobs', jobs])));
    expect(done(two!)).toBe(done(one!));
    expect(done(three!)).toBe(done(one!));
  });

  test.each(['1', '2'])('the rows that %s jobs append are the rows that are printed', async (jobs) => {
    const printed = rowsOf(await lab(['sweep', file, ...grid, '--jobs', jobs, '--out', at(`whole${jobs}`)]));
    const appended = linesOf(`whole${jobs}`).map((line) => rowShape.parse(JSON.parse(line)));
    expect(appended.sort((a, b) => a.run - b.run)).toEqual(printed);
  });

  test('shards and merge give, byte for byte, what one sweep prints', async () => {
    const whole = done(await lab(['sweep', file, ...grid]));
    const parts = [1, 2, 3, 4, 5].map((shard) => at(`part${shard}`));
    const shards = await Promise.all(parts.map((out, i) => lab(['sweep', file, ...grid, '--shard', `${i + 1}/5`, '--out', out, '--jobs', '1'])));
    expect(shards.map((ended) => rowsOf(ended).length)).toEqual([3, 3, 2, 2, 2]);
    expect(done(await lab(['merge', ...[...parts].reverse()]))).toBe(whole);
    const asOne = put('all.rows', parts.map((part) => readFileSync(part, 'utf8')).join(''));
    expect(done(await lab(['merge', asOne]))).toBe(whole);

    const { status, stdout, stderr } = await lab(['merge', parts[0]!, parts[2]!]);
    expect(status).toBe(1);
    expect(stderr).toBe('Missing: 7 of 12 runs: 1, 3..4, 6, 8..9, 11\n');
    expect(JSON.parse(stdout).map(({ run }: { run: number }) => run)).toEqual([0, 2, 5, 7, 10]);
  });

  test('--csv is tidy: a column for each varied field, a row for each run', async () => {
    const lines = done(await lab(['sweep', file, ...grid, '--csv'])).trimEnd().split('\n');
    expect(lines[0]).toBe('run,peerGroups[0].count,protocol.pieceSelection,seed,finished,peers,completed,makespanSeconds,boundSeconds,clientServerSeconds,peerToPeerSeconds,utilisation,meanCompletionSeconds,boundNote,failed');
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/^0,2,rarest-first,5,true,2,2,[\d.]+,[\d.]+,/);
  });

  test('--summary says mean, spread and interval of each setting', async () => {
    const [rows, summary, csv] = await Promise.all([[], ['--summary'], ['--summary', '--csv']].map((more) => lab(['sweep', file, ...counts, '--repeats', '4', ...more])));
    const makespans = rowsOf(rows!).filter((row) => row['peerGroups[0].count'] === 4).map(({ makespanSeconds }) => makespanSeconds!);
    const mean = makespans.reduce((sum, value) => sum + value, 0) / 4;
    const sd = Math.sqrt(makespans.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
    const settings = JSON.parse(done(summary!));
    expect(settings.map((one: Record<string, unknown>) => [one['peerGroups[0].count'], one.runs, one.finished])).toEqual([[2, 4, 4], [4, 4, 4], [6, 4, 4]]);
    const { makespanSeconds: spread } = settings[1];
    expect(spread.mean).toBeCloseTo(mean, 9);
    expect(spread.sd).toBeCloseTo(sd, 9);
    // t with 3 degrees of freedom: 3.182446
    expect(spread.high - spread.mean).toBeCloseTo((3.182446 * sd) / 2, 5);
    const lines = done(csv!).trimEnd().split('\n');
    expect(lines[0]).toBe('peerGroups[0].count,boundSeconds,clientServerSeconds,peerToPeerSeconds,runs,finished,measure,n,mean,sd,low,high,median,p5,p95');
    expect(lines).toHaveLength(1 + 3 * 3);
  });

  test('--architecture client-server takes exactly its bound', async () => {
    for (const row of rowsOf(await lab(['sweep', file, ...counts, '--architecture', 'client-server'])))
      expect(row.makespanSeconds! / row.clientServerSeconds!).toBeCloseTo(1, 9);
  });

  test('a setting in which not all can complete is a row like any other', async () => {
    const [stays, leaves] = rowsOf(await lab(['sweep', file, '--vary', 'server.leaveAfterCopies=null,0.5']));
    expect(stays!.finished).toBe(true);
    expect(leaves).toMatchObject({ finished: false, makespanSeconds: null, boundSeconds: null, boundNote: 'serverLeaves', utilisation: null });
  });

  test('reads the scenario from standard input', async () => {
    expect(rowsOf(await lab(['sweep', '-'], { stdin: readFileSync(file, 'utf8') }))).toMatchObject([{ run: 0, seed: 5 }]);
  });

  test.each([
    [['--vary', 'peerGroups[0].cuont=1'], 'Did you mean peerGroups[0].count'],
    [['--vary', 'peerGroups[1].count=1'], 'There is no group 1; the file has 1'],
    [['--vary', 'protocol.regularUnchokes=4,5000'], 'protocol.regularUnchokes: found 5000; allowed: a whole number from 0 to 1000'],
    [['--vary', 'protocol.pieceSelection=rarest'], 'rarest-first, random, in-order'],
    [['--vary', 'peerGroups[0].count'], 'PATH=V1,V2'],
    [['--vary', 'peerGroups[0].count=5..1'], '5..1'],
    [['--vary', 'peerGroups[0].count=1,1'], 'occurs twice'],
    [['--vary', 'seed=1,2', '--repeats', '2'], '--repeats 2'],
    [['--repeats', '0'], '--repeats: found 0'],
    [['--repeats', '1e3'], '--repeats: found 1e3'],
    [['--repeats', '100001'], '100000'],
    [['--jobs', '-1'], '--jobs: found -1'],
    [['--shard', '3/2'], '--shard: found 3/2'],
    [['--shard', '0/2'], '--shard: found 0/2'],
    [['--shard', '1'], '--shard: found 1'],
    [['--architecture', 'star'], 'client-server, peer-to-peer'],
    [['--vary'], '--vary'],
  ])('refuses %j', async (options, named) => {
    const ended = await lab(['sweep', file, ...options]);
    refused(ended);
    expect(ended.stderr.toLowerCase()).toContain(named.toLowerCase());
  });

  test('refuses a setting that would not fit into memory before anything is run, and names it', async () => {
    const ended = await lab(['sweep', file, '--vary', 'peerGroups[0].count=2,1000000', '--vary', 'content.pieceBits=20']);
    refused(ended);
    expect(ended.stderr).toContain('peerGroups[0].count=1000000, content.pieceBits=20');
  });

  test('answers in Korean too', async () => {
    const { stderr } = await lab(['sweep', file, '--vary', 'peerGroups[0].cuont=1'], { environment: { LANG: 'ko_KR.UTF-8' } });
    expect(stderr).toContain('혹시 peerGroups[0].count');
  });
});

describe('lab sweep --out', () => {
  /** Runs of some tenths of a second each, so that one can be met in the middle. */
  const slow = put('slow.swarm.json', scenario({ content: { sizeBits: 1_500_000_000, pieceBits: 3_000_000 }, groups: [{ count: 60 }] }));
  const long = (out: string, jobs = '2') => ['sweep', slow, '--vary', 'peerGroups[0].uploadBitrate=300000,700000', '--repeats', '6', '--jobs', jobs, '--out', out];
  let whole = '';

  /** Starts the sweep and ends it by the signal once it has appended some rows. */
  async function broken(out: string, signal: NodeJS.Signals, rows = 3): Promise<Ended> {
    const { child, ended } = startLab(long(out));
    while (child.exitCode === null && (!existsSync(out) || readFileSync(out, 'utf8').split('\n').length < rows + 2)) await sleep(10);
    child.kill(signal);
    return ended;
  }

  test('goes on where an interruption stopped it, which ends it with 130 and keeps what is done', async () => {
    whole = done(await lab(long(at('unbroken'))));
    const { status, stdout, stderr } = await broken(at('interrupted'), 'SIGINT');
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
    expect(stderr).toMatch(/\d+ of 12 runs are done and kept/);
    const kept = readFileSync(at('interrupted'), 'utf8');
    expect(kept.split('\n').length).toBeGreaterThanOrEqual(5);
    expect(kept.split('\n').length).toBeLessThan(14);
    expect(done(await lab(long(at('interrupted'))))).toBe(whole);
    expect(readFileSync(at('interrupted'), 'utf8').startsWith(kept)).toBe(true);
    expect(new Set(linesOf('interrupted')).size).toBe(12);
    expect(linesOf('interrupted')).toHaveLength(12);
  });

  test('goes on after a kill, whatever it left of the last row', async () => {
    await broken(at('killed'), 'SIGKILL');
    appendFileSync(at('killed'), '{"run":11,"peerGroups[0].uploadBitrate":7000');
    expect(done(await lab(long(at('killed'), '1')))).toBe(whole);
    expect(linesOf('killed').map((line) => JSON.parse(line).run).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('goes on from a header that was cut off, and has nothing to do when all is there', async () => {
    copyFileSync(at('unbroken'), at('header'));
    truncateSync(at('header'), 40);
    expect(done(await lab(long(at('header'))))).toBe(whole);
    const before = readFileSync(at('header'));
    expect(done(await lab(long(at('header'))))).toBe(whole);
    expect(readFileSync(at('header'))).toEqual(before);
  });

  test.each([
    ['rows of another sweep', () => copyFileSync(at('whole1'), at('foreign')), 'belong to another sweep'],
    ['what is no file of rows', () => writeFileSync(at('foreign'), 'dear diary'), 'not a file of rows'],
    ['a row that is none', () => writeFileSync(at('foreign'), `${readFileSync(at('unbroken'), 'utf8')}{"run":12}\n`), 'line 14'],
    ['a line that is no JSON', () => writeFileSync(at('foreign'), `${readFileSync(at('unbroken'), 'utf8')}{"run":\n`), 'line 14'],
  ])('refuses %s and leaves the file as it is', async (_what, make, named) => {
    make();
    const before = readFileSync(at('foreign'));
    const ended = await lab(long(at('foreign')));
    refused(ended);
    expect(ended.stderr).toContain(named);
    expect(readFileSync(at('foreign'))).toEqual(before);
    refused(await lab(['merge', at('unbroken'), at('foreign')]));
  });

  test('a folder that is not there is said before anything is run', async () => {
    const { status, stdout, stderr } = await lab(['sweep', file, '--out', at('none/rows')]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(at('none/rows'));
  });

  test('an interruption without a file prints the rows that are done', async () => {
    const { child, ended } = startLab(long('unused').slice(0, -2));
    await sleep(1_500);
    child.kill('SIGINT');
    const { status, stdout, stderr } = await ended;
    expect(status).toBe(130);
    expect(stderr).toMatch(/of 12 runs were done/);
    const rows: unknown[] = JSON.parse(stdout);
    expect(JSON.parse(whole)).toEqual(expect.arrayContaining(rows));
    expect(readdirSync(folder)).not.toContain('unused');
  });
});

describe('a worker thread that dies', () => {
  /** Ends worker threads in the middle of a run, or as they start: once so many roundings have been asked for. */
  const killer = (name: string, roundings: number, condition: string) => `--import=${put(name, `
    import { isMainThread } from 'node:worker_threads';
    import { openSync } from 'node:fs';
    const isFirst = () => { try { openSync(${JSON.stringify(at(`${name}.done`))}, 'wx'); return true; } catch { return false; } };
    const { floor } = Math;
    let asked = 0;
    if (!isMainThread && ${roundings} === 0) process.exit(9);
    if (!isMainThread) Math.floor = (value) => {
      if (++asked === ${roundings} && ${condition}) process.exit(9);
      return floor(value);
    };
  `)}`;
  /** Each of its runs rounds some thousand times, the start of a worker hardly ever. */
  const sweep = ['sweep', file, '--vary', 'peerGroups[0].count=20..24..2', '--repeats', '2', '--jobs', '2'];

  test('loses only its own run, which another one does', async () => {
    const whole = done(await lab(sweep));
    expect(done(await lab(sweep, { environment: { NODE_OPTIONS: killer('first.mjs', 300, 'isFirst()') } }))).toBe(whole);
    expect(existsSync(at('first.mjs.done'))).toBe(true);
  });

  test.each([['in each run', 300], ['before its first run', 0]])('%s leaves rows that say so, and 1; with --out the same command tries again', async (when, roundings) => {
    const out = ['--out', at(`dead${roundings}`)];
    const { status, stdout, stderr } = await lab([...sweep, ...out], { environment: { NODE_OPTIONS: killer(`${roundings}.mjs`, roundings, 'true') } });
    expect(status).toBe(1);
    expect(stderr).toContain('Runs that failed: 6. The first is run 0');
    expect(JSON.parse(stdout).map((row: Record<string, unknown>) => [row.run, row.seed, row.makespanSeconds, typeof row.failed])).toEqual([0, 1, 2, 3, 4, 5].map((run) => [run, 5 + (run % 2), null, 'string']));
    const merged = await lab(['merge', at(`dead${roundings}`)]);
    expect([merged.status, merged.stderr, merged.stdout]).toEqual([1, 'Failed: 6 of 6 runs: 0..5\n', stdout]);
    expect(done(await lab([...sweep, ...out]))).toBe(done(await lab(sweep)));
    expect(done(await lab(['merge', at(`dead${roundings}`)])), when).toBe(done(await lab(sweep)));
  });
});

describe('lab merge', () => {
  test.each([[['none.rows'], 'none.rows'], [['empty.rows'], 'no'], [[], 'ROWS']])('refuses %j', async (names, named) => {
    put('empty.rows', '');
    const ended = await lab(['merge', ...names.map(at)]);
    refused(ended);
    expect(ended.stderr).toContain(named);
  });

  test('sums up like the sweep does', async () => {
    const whole = done(await lab(['sweep', file, ...grid, '--summary', '--out', at('summed')]));
    expect(done(await lab(['merge', at('summed'), '--summary']))).toBe(whole);
  });
});
