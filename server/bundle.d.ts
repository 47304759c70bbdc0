/** The types of `bundle.js`, which is run without a translator. */
import type { BuildOptions } from 'esbuild';

/** The executable's source. */
export const MAIN: string;
/** @param options of esbuild, besides those that are the same for everyone. @returns the program */
export function bundleMain(options: BuildOptions): Promise<string>;
