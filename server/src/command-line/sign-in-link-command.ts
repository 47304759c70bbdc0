/** `sign-in-link`: a link that signs one person in to the board, once. */
import { Command } from 'commander';
import { commandAuthor, type Scope } from '../access/access';
import { signInAddress } from '../access/sessions/operations';
import { createSessionService } from '../access/sessions/service';
import { requireWorkspace } from '../access/workspaces/service';
import { readConfig, type Config } from '../config';
import { LocalChangeBus } from '../live/change-bus';
import { say, withDatabase, type CommandIo } from './command';
import { nameOption, scopeOption, workspaceOption } from './options';

interface Options {
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly workspace: string;
}

export function signInLinkCommand(io: CommandIo): Command {
  return new Command('sign-in-link')
    .description('make a link that signs one person in to the board: once, and within 15 minutes')
    .addOption(nameOption('of the person; their changes carry it'))
    .addOption(scopeOption())
    .addOption(workspaceOption())
    .action(async ({ name, scope, workspace }: Options) => {
      const { token } = await withDatabase(io, async (db) => {
        await requireWorkspace(db, workspace);
        const sessions = createSessionService({ db, bus: new LocalChangeBus() }, () => new Date());
        return sessions.makeLink(commandAuthor(workspace), { name, scopes: scope });
      });
      say(io, signInAddress(baseOf(readConfig(io.environment)), token));
    });
}

/** Where the settings say that the tracker is. */
function baseOf({ publicUrl, host, port }: Config): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
