/** Who asks, for which workspace, and what they may do. */

export const SCOPES = ['read', 'write', 'sync', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export const DEFAULT_WORKSPACE = 'default';

/** `local` is whoever sits at this computer while the tracker has no keys; `system` is the tracker itself. */
export const ACTOR_KINDS = ['key', 'person', 'local', 'system'] as const;
export interface Actor {
  readonly kind: (typeof ACTOR_KINDS)[number];
  /** Name of the key, or what the person is called. */
  readonly name: string;
}

export const ORIGINS = ['api', 'board', 'sheet', 'import', 'command'] as const;
/** Where a change came from. */
export interface Origin {
  readonly kind: (typeof ORIGINS)[number];
  /** Which sheet; null for all other kinds. */
  readonly source: string | null;
}

/** What every change is signed with. */
export interface Author {
  readonly workspace: string;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** What a request may do. */
export interface Access extends Author {
  readonly scopes: ReadonlySet<Scope>;
  /** The key that was shown, or that the session was opened with. */
  readonly keyId: string | null;
  /** `open`: the tracker has no keys and serves this computer only. */
  readonly mode: 'open' | 'key' | 'session';
}

export const LOCAL_ACCESS: Access = {
  workspace: DEFAULT_WORKSPACE,
  actor: { kind: 'local', name: 'local' },
  origin: { kind: 'api', source: null },
  scopes: new Set(SCOPES),
  keyId: null,
  mode: 'open',
};

/** Whoever sits at the computer of the tracker, for what is done by its command line. */
export function commandAuthor(workspace: string = DEFAULT_WORKSPACE): Author {
  return { workspace, actor: LOCAL_ACCESS.actor, origin: { kind: 'command', source: null } };
}

/** `admin` implies every other scope, `write` implies `read`. */
export function mayDo({ scopes }: Pick<Access, 'scopes'>, scope: Scope): boolean {
  return scopes.has(scope) || scopes.has('admin') || (scope === 'read' && scopes.has('write'));
}
