import { Command, CommanderError, type OutputConfiguration } from 'commander';
import { boundsCommand, type BoundsOptions } from './bounds';
import { Failure, WRONG } from './failure';
import { mergeCommand } from './merge';
import { newCommand, presetsCommand } from './presets';
import { realCommand, type RealCommandOptions } from './real';
import { runCommand, type RunCommandOptions } from './run';
import { sweepCommand, type SweepCommandOptions } from './sweep';
import type { OutputOptions } from './sweepOutput';
import { validateCommand } from './validate';
import { verifyCommand } from './verify';
import type { Words } from './words';

/** Kinds of commander's errors, as the locale words them. */
const USAGE_ERRORS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'unknownCommand',
  'commander.unknownOption': 'unknownOption',
  'commander.missingArgument': 'missingArgument',
  'commander.optionMissingArgument': 'optionMissingArgument',
  'commander.excessArguments': 'excessArguments',
};
const HELP_TITLES: Readonly<Record<string, string>> = { 'Usage:': 'usage', 'Arguments:': 'arguments', 'Options:': 'options', 'Commands:': 'commands' };

/**
 * Reads the command line and does what it says.
 * @returns what goes to standard output
 * @throws Failure for everything a person can set right
 */
export async function perform(args: readonly string[], version: string, words: Words): Promise<string> {
  const printed: string[] = [];
  const program = createProgram(words, version, (text) => printed.push(text));
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version that were asked for are no errors; help in place of a command is.
    if (error.exitCode !== 0) throw new Failure(WRONG, usageLines(error, printed, words));
  }
  return printed.join('');
}

function createProgram(words: Words, version: string, print: (text: string) => void): Command {
  const output: OutputConfiguration = { writeOut: print, writeErr: print, outputError: () => undefined };
  const program = new Command('lab')
    .description(words('cli.description'))
    .version(version, '-V, --version', words('cli.option.version'))
    .helpOption('-h, --help', words('cli.option.help'))
    .helpCommand('help [command]', words('cli.help.summary'))
    .configureHelp({ styleTitle: (title) => (HELP_TITLES[title] ? words(`cli.title.${HELP_TITLES[title]}`) : title) })
    .configureOutput(output)
    .exitOverride();
  const file = words('cli.argument.file');
  const command = (name: string) => program.command(name).description(words(`cli.${name}.summary`));

  command('bounds').argument('FILE', file)
    .option('--peers <counts>', words('cli.option.peers'))
    .option('--csv', words('cli.option.csv'))
    .action(async (name: string, options: BoundsOptions) => print(await boundsCommand(name, options, words)));
  command('run').argument('FILE', file)
    .option('--architecture <name>', words('cli.option.runArchitecture'), 'peer-to-peer')
    .option('--branch <name>', words('cli.option.branch'))
    .option('--seed <number>', words('cli.option.seed'))
    .option('--trace <out>', words('cli.option.trace'))
    .option('--csv', words('cli.option.csvPeers'))
    .option('--capacity-series', words('cli.option.capacitySeries'))
    .action(async (name: string, options: RunCommandOptions) => print(await runCommand(name, options, words)));
  command('real').argument('FILE', file)
    .option('--content <path>', words('cli.option.content'))
    .option('--torrent <out>', words('cli.option.torrent'))
    .option('--ready <out>', words('cli.option.ready'))
    .option('--stay', words('cli.option.stay'))
    .action(async (name: string, options: RealCommandOptions) => print(await realCommand(name, options, words)));
  command('sweep').argument('FILE', file)
    .option('--vary <path=values>', words('cli.option.vary'), (text: string, before: readonly string[]) => [...before, text], [])
    .option('--repeats <number>', words('cli.option.repeats'))
    .option('--architecture <name>', words('cli.option.architecture'), 'peer-to-peer')
    .option('--jobs <number>', words('cli.option.jobs'))
    .option('--shard <part>', words('cli.option.shard'))
    .option('--out <rows>', words('cli.option.out'))
    .option('--csv', words('cli.option.csv'))
    .option('--summary', words('cli.option.summary'))
    .action(async (name: string, options: SweepCommandOptions) => print(await sweepCommand(name, options, words)));
  command('merge').argument('ROWS...', words('cli.argument.rows'))
    .option('--csv', words('cli.option.csv'))
    .option('--summary', words('cli.option.summary'))
    .action(async (names: string[], options: OutputOptions) => print(await mergeCommand(names, options, words)));
  command('validate').argument('FILE', file)
    .action(async (name: string) => print(await validateCommand(name, words)));
  command('verify').argument('FILE', words('cli.argument.verified'))
    .action(async (name: string) => print(await verifyCommand(name, words)));
  command('presets')
    .action(() => print(presetsCommand(words)));
  command('new').argument('PRESET', words('cli.argument.preset'))
    .action(async (preset: string) => print(await newCommand(preset, words)));
  return program;
}

/** Commander words its errors in English only; its kind of error, and the names it puts in quotes, are all that is taken from it. */
function usageLines(error: CommanderError, printed: readonly string[], words: Words): string[] {
  const kind = USAGE_ERRORS[error.code];
  if (!kind) return printed.join('').trimEnd().split('\n');
  const [, name = ''] = /'(.*)'/.exec(error.message.split('\n')[0] ?? '') ?? [];
  const [, similar] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(error.message) ?? [];
  return [words(`cli.usage.${kind}`, { name }), ...(similar ? [words('cli.usage.didYouMean', { similar })] : []), words('cli.usage.seeHelp')];
}
