// npm run package:smoke and npm run package:deb: tests against what `npm run package` made, on a display of their own.
// The smoke test runs in a network namespace without a network where that is allowed.
import { spawnSync } from 'node:child_process';
import { virtualDisplay } from './system/display.mjs';
import { run } from './tools/children.mjs';
import { programOf, root } from './tools/programs.mjs';
import { messageOf, speaker } from './tools/say.mjs';

const say = speaker('package');

/** Whether we may make a namespace with nothing in it but the loopback device. */
const mayCutOff = () => process.getuid?.() === 0 && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0;

/** @param {string} name of the test, `smoke` or `deb` */
async function testPackage(name) {
  const isCutOff = name === 'smoke' && mayCutOff();
  if (name === 'smoke') say(isCutOff ? 'without a network' : 'with the network as it is: only root can take it away');
  const env = { ...process.env, DISPLAY: await virtualDisplay(), SWARM_LAB_NO_NETWORK: isCutOff ? 'yes' : 'no' };
  const vitest = [process.execPath, programOf('vitest'), 'run', '--project', 'package', `e2e/package/${name}.test.ts`];
  const [program = '', ...args] = isCutOff ? ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...vitest] : vitest;
  return run(program, args, { cwd: root, env });
}

process.exit(
  await testPackage(process.argv[2] ?? 'smoke').catch((error) => {
    say(messageOf(error));
    return 1;
  }),
);
