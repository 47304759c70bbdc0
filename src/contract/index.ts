/** The wire contract: the only part of `src` that the tracker may import. */
export * from './task';
export * from './sync';
export { parseSyncReply } from './parse-sync-reply';
