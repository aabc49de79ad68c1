// npm test [-- step …]: types, lint, unit, laws, command line, e2e. Every step runs, whatever the one before said.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { inWords, sum } from './report/count.mjs';
import { readReport } from './report/read.mjs';
import { reportFolder, reportOf, steps } from './report/steps.mjs';
import { run } from './tools/children.mjs';
import { root } from './tools/programs.mjs';
import { secondsSince, speaker } from './tools/say.mjs';

const say = speaker('test');

/** @param {import('./report/steps.mjs').Step} step */
async function take(step) {
  const since = performance.now();
  let success = true;
  for (const command of step.commands) {
    const code = await run(process.execPath, command, { cwd: root, env: { ...process.env, ...step.env } });
    success &&= code === 0;
  }
  if (step.kind === 'exit') await writeFile(reportOf(step.name), JSON.stringify({ success }));
  const { problems, ...counts } = readReport(step);
  // A runner can fail after its last test, while it takes down what it set up.
  const isSilentFailure = !success && counts.failed === 0;
  if (isSilentFailure) problems.push(`${step.name}: every test passed, but the run itself failed`);
  return { name: step.name, seconds: secondsSince(since), problems, counts: isSilentFailure ? { ...counts, failed: 1 } : counts };
}

/** @param {string[]} names */
async function test(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length) {
    say(`no such step: ${unknown.join(', ')}; there are: ${steps.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  await rm(reportFolder, { recursive: true, force: true });
  await mkdir(reportFolder, { recursive: true });
  const results = [];
  for (const step of steps.filter(({ name }) => !names.length || names.includes(name))) {
    console.log(`\n— ${step.name}`);
    results.push(await take(step));
  }
  const total = sum(results.map(({ counts }) => counts));
  console.log('');
  for (const { problems } of results) problems.forEach(say);
  for (const { name, seconds, counts } of results) console.log(`${name.padEnd(6)} ${seconds.padStart(7)} s  ${inWords(counts)}`);
  console.log(`${'all'.padEnd(17)} ${inWords(total)}`);
  return total.failed ? 1 : 0;
}

process.exit(await test(process.argv.slice(2)));
