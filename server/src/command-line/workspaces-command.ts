/** `workspaces`: makes and lists workspaces. Nothing reaches from one into another. */
import { Command } from 'commander';
import { listWorkspaces } from '../access/workspaces/repository';
import { createWorkspace } from '../access/workspaces/service';
import { say, withDatabase, type CommandIo } from './command';
import { table } from './table';

export function workspacesCommand(io: CommandIo): Command {
  const workspaces = new Command('workspaces').description('make and list workspaces');
  workspaces.addCommand(createCommand(io));
  workspaces.addCommand(listCommand(io));
  return workspaces;
}

function createCommand(io: CommandIo): Command {
  return new Command('create')
    .description('make a workspace with tasks and keys of its own')
    .argument('<id>', 'small letters, digits and hyphens, such as sales-north')
    .option('--name <name>', 'what people call it; its id unless given')
    .action(async (id: string, { name = id }: { readonly name?: string }) => {
      await withDatabase(io, (db) => createWorkspace({ db }, { id, name }, new Date()));
      say(
        io,
        `Made. Its first key: npm run tracker -- keys create --workspace ${id} --name admin --scope admin`,
      );
    });
}

function listCommand(io: CommandIo): Command {
  return new Command('list').description('list workspaces').action(async () => {
    const workspaces = await withDatabase(io, listWorkspaces);
    say(
      io,
      ...table(
        ['id', 'name', 'made'],
        workspaces.map(({ id, name, created_at }) => [id, name, created_at]),
      ),
    );
  });
}
