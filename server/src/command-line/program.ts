/** The command line: its commands, its help, and errors as one line. */
import { Command, CommanderError } from 'commander';
import { TrackerError } from '../errors';
import { backupCommand } from './backup-command';
import { checkCommand } from './check-command';
import type { CommandIo, CommandModule } from './command';
import { keysCommand } from './keys-command';
import { migrateToCommand } from './migrate-to-command';
import { purgeCommand } from './purge-command';
import { newEpochCommand, restoreCommand } from './restore-command';
import { serveCommand } from './serve-command';
import { sessionsCommand } from './sessions-command';
import { SETTINGS_HELP } from './settings-help';
import { signInLinkCommand } from './sign-in-link-command';
import { exportCommand, importCommand } from './transfer-commands';
import { workspacesCommand } from './workspaces-command';

/** Every command, in the order in which the help lists them; the first is what runs without a name. */
const COMMANDS: readonly CommandModule[] = [
  serveCommand,
  keysCommand,
  signInLinkCommand,
  sessionsCommand,
  workspacesCommand,
  checkCommand,
  backupCommand,
  restoreCommand,
  newEpochCommand,
  exportCommand,
  importCommand,
  purgeCommand,
  migrateToCommand,
];

/** @returns the exit code; `serve` returns once the tracker listens, and the process lives on */
export async function runProgram(io: CommandIo, options: readonly string[]): Promise<number> {
  try {
    const program = createProgram(io);
    refuseUnknownCommand(program, options[0]);
    await program.parseAsync(options, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return endOf(io, error);
    if (!(error instanceof TrackerError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function createProgram(io: CommandIo): Command {
  const program = new Command('npm run tracker --')
    .description('Work Tracker: tasks over HTTP, kept in a database, in step with a sheet.')
    .usage('[command] [options]')
    .addHelpText('after', `\n${SETTINGS_HELP}`)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Said by endOf, in one line.
      outputError: () => undefined,
    });
  COMMANDS.forEach((make, index) => {
    const command = make(io);
    inherit(command, program);
    program.addCommand(command, { isDefault: index === 0 });
  });
  return program;
}

/** Otherwise it would be taken for an argument of the default command. */
function refuseUnknownCommand(program: Command, first: string | undefined): void {
  const names = [...program.commands.map((command) => command.name()), 'help'];
  if (first === undefined || first.startsWith('-') || names.includes(first)) return;
  program.error('there is no such command', { code: 'commander.unknownCommand' });
}

/** Commander hands settings down only to commands that are made by their parent. */
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
}

/** Help ends the program as an error would. */
function endOf(io: CommandIo, { code, message, exitCode }: CommanderError): number {
  if (code === 'commander.helpDisplayed' || code === 'commander.help') return exitCode;
  const sentence = message.replace(/^error: /, '').replace(/\.?$/, '.');
  io.stderr.write(
    `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} See: npm run tracker -- --help.\n`,
  );
  return 1;
}
