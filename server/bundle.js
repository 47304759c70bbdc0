/** Puts the tracker together as one file. */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { build } = require('esbuild');

const MAIN = path.join(__dirname, 'src', 'main.ts');

/** A module keeps its own folder's name, where it looks for what lies beside it. */
const ownFolders = {
  name: 'own-folders',
  setup(bundle) {
    bundle.onLoad({ filter: /server[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replaceAll('__dirname', JSON.stringify(path.dirname(file))),
      loader: 'ts',
    }));
  },
};

module.exports = {
  MAIN,
  /** @param options of esbuild, besides those that are the same for everyone. @returns the program */
  async bundleMain(options) {
    const { outputFiles } = await build({
      entryPoints: [MAIN],
      bundle: true,
      write: false,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      plugins: [ownFolders],
      ...options,
    });
    return outputFiles[0].text;
  },
};
