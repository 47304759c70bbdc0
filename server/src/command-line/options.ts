/** Options that several commands have. */
import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_WORKSPACE, SCOPES, type Scope } from '../access/access';

const NAME_LENGTH = 100;

export function workspaceOption(): Option {
  return new Option('--workspace <id>', 'see workspaces list').default(DEFAULT_WORKSPACE);
}

export function nameOption(description: string): Option {
  return new Option('--name <name>', description).makeOptionMandatory().argParser((sent: string) => {
    const name = sent.trim();
    if (name !== '' && name.length <= NAME_LENGTH && !name.includes('\0')) return name;
    throw new InvalidArgumentError(`Give 1 to ${NAME_LENGTH} characters`);
  });
}

/** May be given several times, or several in one, with commas. */
export function scopeOption(): Option {
  return new Option(
    '--scope <scope>',
    `one of ${SCOPES.join(', ')}; may be repeated, or several with commas. write implies read, admin implies all`,
  )
    .makeOptionMandatory()
    .argParser((sent: string, before: readonly Scope[] | undefined) => {
      const scopes = sent.split(',').map((word) => readScope(word.trim()));
      return [...new Set([...(before ?? []), ...scopes])];
    });
}

function readScope(word: string): Scope {
  const scope = SCOPES.find((known) => known === word);
  if (scope !== undefined) return scope;
  throw new InvalidArgumentError(`Give one of ${SCOPES.join(', ')}`);
}
