/** What the emulator answers to the page: the types of its API, in one place for the page. */
export type * from '../../api/types';
