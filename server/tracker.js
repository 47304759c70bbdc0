/**
 * `npm run tracker`: runs the tracker as one file, put together at the start, which is over before a hundred files would be translated one
 * by one. As these, each request would take a tenth longer: calls between modules go through getters, and functions get their names anew
 * whenever they are made.
 */
const Module = require('node:module');
const { stop } = require('esbuild');
const { bundleMain, MAIN } = require('./bundle.js');

// So that faults are told with the lines of the source.
process.setSourceMapsEnabled(true);

bundleMain({ packages: 'external', sourcemap: 'inline', logLevel: 'error' }).then(
  (program) => {
    void stop();
    const main = new Module(MAIN, module);
    main.filename = MAIN;
    main.paths = Module._nodeModulePaths(__dirname);
    main._compile(program, MAIN);
  },
  // esbuild has said why.
  () => (process.exitCode = 1),
);
