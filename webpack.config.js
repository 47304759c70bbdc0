/** Builds `src` into the one script that is pushed to Apps Script: dist/Code.js, with the manifest beside it. */
const path = require('node:path');
const { EsbuildPlugin } = require('esbuild-loader');
const GasPlugin = require('gas-webpack-plugin');

/** Copies the manifest, so that dist/ is exactly what clasp pushes. */
class ManifestPlugin {
  apply(compiler) {
    const source = path.join(__dirname, 'appsscript.json');
    compiler.hooks.thisCompilation.tap('ManifestPlugin', (compilation) => {
      compilation.fileDependencies.add(source);
      compilation.hooks.processAssets.tap('ManifestPlugin', () => {
        const text = compiler.inputFileSystem.readFileSync(source);
        compilation.emitAsset('appsscript.json', new compiler.webpack.sources.RawSource(text));
      });
    });
  }
}

module.exports = {
  mode: 'production',
  // Not the web: for it esbuild would wrap the script, and the functions that Google looks for would be gone.
  target: ['node12', 'es2019'],
  node: { global: true },
  // Nothing of webpack's own run time is wanted, and the output is read by the people who authorise it.
  devtool: false,
  entry: './src/index.ts',
  output: {
    path: path.join(__dirname, 'dist'),
    filename: 'Code.js',
    clean: true,
    environment: { globalThis: true },
  },
  resolve: { extensions: ['.ts', '.js'] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'esbuild-loader',
        options: { target: 'es2019', tsconfig: 'src/gas/tsconfig.json' },
      },
    ],
  },
  optimization: {
    // Not minified: whoever authorises the script can read it. `keepNames` or `format` here would hide the global functions.
    minimizer: [
      new EsbuildPlugin({ target: 'es2019', minify: false, minifySyntax: true, legalComments: 'none' }),
    ],
    concatenateModules: true,
    chunkIds: 'named',
    moduleIds: 'named',
  },
  plugins: [new GasPlugin({ comment: false }), new ManifestPlugin()],
  performance: { maxAssetSize: 300_000, maxEntrypointSize: 300_000 },
  stats: 'errors-warnings',
};
