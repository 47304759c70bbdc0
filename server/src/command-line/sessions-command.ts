/** `sessions`: who is signed in to the board, and signing them out. */
import { Command } from 'commander';
import { commandAuthor } from '../access/access';
import { createSessionService, type SessionService } from '../access/sessions/service';
import { requireWorkspace } from '../access/workspaces/service';
import { LocalChangeBus } from '../live/change-bus';
import { say, withDatabase, type CommandIo } from './command';
import { nameOption, workspaceOption } from './options';
import { table } from './table';

export function sessionsCommand(io: CommandIo): Command {
  const sessions = new Command('sessions').description('list and end sign-ins to the board');
  sessions.addCommand(listCommand(io));
  sessions.addCommand(endCommand(io));
  return sessions;
}

function listCommand(io: CommandIo): Command {
  return new Command('list')
    .description('list who is signed in')
    .addOption(workspaceOption())
    .action(async ({ workspace }: { readonly workspace: string }) => {
      const sessions = await withSessions(io, workspace, (service) => service.list({ workspace }));
      const rows = sessions.map(({ name, keyId, scopes, createdAt, expiresAt }) => [
        name,
        keyId === null ? 'link' : `key ${keyId}`,
        scopes.join(','),
        createdAt,
        expiresAt,
      ]);
      say(io, ...table(['name', 'by', 'scopes', 'since', 'until'], rows));
    });
}

function endCommand(io: CommandIo): Command {
  return new Command('end')
    .description('sign somebody out everywhere')
    .addOption(nameOption('as sessions list shows it'))
    .addOption(workspaceOption())
    .action(async ({ name, workspace }: { readonly name: string; readonly workspace: string }) => {
      const ended = await withSessions(io, workspace, async (service) => {
        const sessions = (await service.list({ workspace })).filter((session) => session.name === name);
        for (const session of sessions) await service.end(commandAuthor(workspace), session);
        return sessions.length;
      });
      say(io, ended === 0 ? 'Nobody of this name was signed in.' : `Ended: ${ended}.`);
    });
}

async function withSessions<T>(
  io: CommandIo,
  workspace: string,
  work: (sessions: SessionService) => Promise<T>,
): Promise<T> {
  return withDatabase(io, async (db) => {
    await requireWorkspace(db, workspace);
    return work(createSessionService({ db, bus: new LocalChangeBus() }, () => new Date()));
  });
}
