/** All open windows of this process: how many one key or session may have, their heartbeat, and their end. */
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Access } from '../access/access';
import type { Store } from '../db/store';
import { ProblemError } from '../errors';
import { describeFault } from '../http/describe-fault';
import { EventStream } from './event-stream';
import { readLive } from './read-live';
import { WorkspaceStreams } from './workspace-streams';

export interface LiveEventsOptions {
  readonly heartbeatMs: number;
  /** A reader that has taken nothing for so long is dropped. */
  readonly stallMs: number;
  /** Streams that one key or session may have open in this process. */
  readonly perIdentity: number;
  /** Streams of this process. */
  readonly inAll: number;
}

export const LIVE_DEFAULTS: LiveEventsOptions = {
  heartbeatMs: 15_000,
  stallMs: 30_000,
  perIdentity: 30,
  inAll: 2_000,
};

export interface LiveEventsDeps {
  readonly store: Store;
  readonly logger: Logger;
  /** Whether the key or session of this request is still what it was when the stream began. */
  readonly isStillGranted: (request: Request, access: Access) => Promise<boolean>;
  readonly options?: Partial<LiveEventsOptions>;
}

interface Window {
  readonly stream: EventStream;
  readonly request: Request;
  readonly access: Access;
}

export class LiveEvents {
  readonly #deps: LiveEventsDeps;
  readonly #options: LiveEventsOptions;
  readonly #workspaces = new Map<string, WorkspaceStreams>();
  readonly #windows = new Set<Window>();
  /** Those that are being opened count too. */
  readonly #held = new Map<string, number>();
  readonly #heartbeat: NodeJS.Timeout;
  #isClosed = false;

  constructor(deps: LiveEventsDeps) {
    this.#deps = deps;
    this.#options = { ...LIVE_DEFAULTS, ...deps.options };
    this.#heartbeat = setInterval(() => void this.#beat(), this.#options.heartbeatMs);
    this.#heartbeat.unref();
  }

  /** How many streams are open. */
  get size(): number {
    return this.#windows.size;
  }

  /**
   * Answers with the stream, which stays open.
   * @param cursor where the window stands; null for the present end of the feed
   * @throws ProblemError rate_limited when there are too many
   */
  async open(request: Request, response: Response, access: Access, cursor: string | null): Promise<void> {
    const release = this.#hold(identityOf(access));
    response.once('close', release);
    const start = await this.#start(access, cursor);
    if (response.destroyed || this.#isClosed) {
      response.destroy();
      return;
    }
    const streams = this.#streamsOf(access.workspace);
    const stream = new EventStream(response, start, () => streams.wake());
    const window = { stream, request, access };
    this.#windows.add(window);
    response.once('close', () => this.#forget(window));
    streams.add(stream);
  }

  /** Ends every stream at once: an orderly end of the server waits for no window. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    for (const streams of this.#workspaces.values()) streams.close();
    for (const { stream } of this.#windows) stream.end();
  }

  async #start({ workspace }: Access, cursor: string | null) {
    const start = await readLive(this.#deps.store, workspace, null);
    // What came since an old cursor follows as changes; here it only has to be one that can be followed.
    if (cursor === null) return start;
    const { kind } = await readLive(this.#deps.store, workspace, cursor);
    return kind === 'reset' ? { ...start, kind } : { ...start, cursor };
  }

  #hold(identity: string): () => void {
    const { perIdentity, inAll } = this.#options;
    const held = this.#held.get(identity) ?? 0;
    if (held >= perIdentity || this.#windows.size >= inAll) throw tooManyStreams();
    this.#held.set(identity, held + 1);
    return () => {
      const left = (this.#held.get(identity) ?? 1) - 1;
      if (left > 0) this.#held.set(identity, left);
      else this.#held.delete(identity);
    };
  }

  #streamsOf(workspace: string): WorkspaceStreams {
    const known = this.#workspaces.get(workspace);
    if (known !== undefined) return known;
    const onFault = (error: unknown) =>
      this.#deps.logger.error({ fault: describeFault(error) }, 'live updates could not be read');
    const streams = new WorkspaceStreams(this.#deps.store, workspace, onFault);
    this.#workspaces.set(workspace, streams);
    return streams;
  }

  #forget(window: Window): void {
    this.#windows.delete(window);
    const { workspace } = window.access;
    const streams = this.#workspaces.get(workspace);
    streams?.delete(window.stream);
    if (streams?.size !== 0) return;
    streams.close();
    this.#workspaces.delete(workspace);
  }

  async #beat(): Promise<void> {
    // Another process on the same file announces nothing here; then a change is late by one heartbeat at most.
    for (const streams of this.#workspaces.values()) streams.wake();
    for (const window of [...this.#windows]) await this.#check(window);
  }

  async #check({ stream, request, access }: Window): Promise<void> {
    if (stream.stalledFor(Date.now()) >= this.#options.stallMs) stream.drop();
    else if (await this.#isStillGranted(request, access)) stream.beat();
    else stream.end();
  }

  /** When the database cannot say, the stream goes on until it can. */
  async #isStillGranted(request: Request, access: Access): Promise<boolean> {
    try {
      return await this.#deps.isStillGranted(request, access);
    } catch (error) {
      this.#deps.logger.error({ fault: describeFault(error) }, 'the access of a stream could not be checked');
      return true;
    }
  }
}

function identityOf({ workspace, mode, keyId, actor }: Access): string {
  return JSON.stringify([workspace, mode, keyId, actor.kind, actor.name]);
}

function tooManyStreams(): ProblemError {
  return new ProblemError(
    'rate_limited',
    'Too many windows are connected with this key or session. Close some, or try again in a moment.',
    { headers: { 'Retry-After': '30' } },
  );
}
