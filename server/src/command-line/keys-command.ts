/** `keys`: makes, lists and revokes keys, also while the tracker runs. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { commandAuthor, type Scope } from '../access/access';
import { isLive, type ApiKey } from '../access/keys/api-key';
import { createKeyService } from '../access/keys/service';
import { requireWorkspace } from '../access/workspaces/service';
import { LocalChangeBus } from '../live/change-bus';
import { say, withDatabase, type CommandIo } from './command';
import { nameOption, scopeOption, workspaceOption } from './options';
import { table } from './table';

const DAY_MS = 86_400_000;

export function keysCommand(io: CommandIo): Command {
  const keys = new Command('keys').description('make, list and revoke keys');
  keys.addCommand(createCommand(io));
  keys.addCommand(listCommand(io));
  keys.addCommand(revokeCommand(io));
  return keys;
}

interface CreateOptions {
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly expires?: string;
  readonly workspace: string;
}

function createCommand(io: CommandIo): Command {
  return new Command('create')
    .description('make a key and show it, this once')
    .addOption(nameOption('what the key is for; changes made with it carry this name'))
    .addOption(scopeOption())
    .addOption(
      new Option('--expires <time>', 'days, such as 90d, or a date, such as 2030-01-31').argParser(
        readExpiry,
      ),
    )
    .addOption(workspaceOption())
    .action(async ({ name, scope, expires, workspace }: CreateOptions) => {
      const { key, id } = await withKeys(io, workspace, (service) =>
        service.create(commandAuthor(workspace), { name, scopes: scope, expires_at: expires ?? null }),
      );
      // The key alone on stdout, so that a script can take it.
      io.stderr.write(
        `Key ${id} for ${scope.join(', ')} in workspace ${workspace}. It is shown this once:\n`,
      );
      say(io, key);
    });
}

function listCommand(io: CommandIo): Command {
  return new Command('list')
    .description('list keys, never their secrets')
    .addOption(workspaceOption())
    .action(async ({ workspace }: { readonly workspace: string }) => {
      const keys = await withKeys(io, workspace, (service) => service.list({ workspace }));
      say(io, ...table(['id', 'name', 'scopes', 'state', 'expires', 'last used'], keys.map(toRow)));
    });
}

function revokeCommand(io: CommandIo): Command {
  return new Command('revoke')
    .description('revoke a key at once, and end the sessions opened with it')
    .argument('<id>', 'as keys list shows it')
    .addOption(workspaceOption())
    .action(async (id: string, { workspace }: { readonly workspace: string }) => {
      await withKeys(io, workspace, (service) => service.revoke(commandAuthor(workspace), id));
      say(io, 'Revoked.');
    });
}

async function withKeys<T>(
  io: CommandIo,
  workspace: string,
  work: (keys: ReturnType<typeof createKeyService>) => Promise<T>,
): Promise<T> {
  return withDatabase(io, async (db) => {
    await requireWorkspace(db, workspace);
    return work(createKeyService({ db, bus: new LocalChangeBus() }, () => new Date()));
  });
}

function toRow(key: ApiKey): string[] {
  const live = isLive(key, new Date()) ? 'live' : key.revoked_at === null ? 'expired' : 'revoked';
  const { id, name, scopes, expires_at, last_used_at } = key;
  return [id, name, scopes.join(','), live, expires_at ?? 'never', last_used_at ?? 'never'];
}

/** @returns RFC 3339; a date means its end in UTC */
function readExpiry(sent: string): string {
  const days = /^(?<days>[1-9]\d{0,4})d$/.exec(sent)?.groups?.['days'];
  const time =
    days === undefined
      ? new Date(/^\d{4}-\d\d-\d\d$/.test(sent) ? `${sent}T23:59:59.999Z` : NaN)
      : new Date(Date.now() + Number(days) * DAY_MS);
  if (time.getTime() > Date.now()) return time.toISOString();
  throw new InvalidArgumentError('Give days, such as 90d, or a date to come, such as 2030-01-31');
}
