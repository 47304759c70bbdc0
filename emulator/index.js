/** `require('apps-script-emulator')`: the library, whose sources are TypeScript that tsx reads as they are. */
require('tsx/cjs');

module.exports = require('./src/index.ts');
