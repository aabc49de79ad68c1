import { version } from '../../package.json';
import { FAILED, Failure, INTERRUPTED } from './failure';
import { cleanUp } from './interrupt';
import { perform } from './program';
import { createWords, languageOf } from './words';

const words = createWords(languageOf(process.env));

process.on('SIGINT', () => {
  cleanUp();
  process.stderr.write(`${words('cli.interrupted')}\n`);
  process.exit(INTERRUPTED);
});
// Whoever reads may have had enough, as `lab … | head` has: no reason to complain.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });

try {
  process.stdout.write(await perform(process.argv.slice(2), version, words));
} catch (error) {
  const isKnown = error instanceof Failure;
  process.exitCode = isKnown ? error.status : FAILED;
  if (isKnown) process.stdout.write(error.output);
  const lines = isKnown ? error.lines : [words('cli.unexpected', { detail: String(error) })];
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}
