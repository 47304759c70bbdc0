/** The wire contract: the only part of `src` that the tracker may import. */
export type * from './api-types';
export * from './task';
export * from './sync';
export { parseSyncReply } from './parse-sync-reply';
