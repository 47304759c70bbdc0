/** `purge`: removes what is older than its workspace keeps. A running tracker does so every day. */
import { Command } from 'commander';
import { readConfig } from '../config';
import { closeStore, openStore } from '../db/open-store';
import { purge } from '../retention/purge';
import { say, type CommandIo } from './command';

export function purgeCommand(io: CommandIo): Command {
  return new Command('purge')
    .description('remove what is older than retention_days, as the running tracker does every day')
    .action(async () => {
      const store = await openStore(readConfig(io.environment).databaseUrl);
      try {
        const { tasks, history, audit, deliveries, expired } = await purge(store, new Date());
        say(
          io,
          `Removed: ${tasks} deleted tasks, ${history} history entries, ${audit} audit entries, ${deliveries} finished deliveries, ${expired} ended sessions, links and kept answers.`,
        );
      } finally {
        await closeStore(store);
      }
    });
}
