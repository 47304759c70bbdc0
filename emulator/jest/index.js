/** What `require('apps-script-emulator/jest')` gives in any Jest project, without a line of configuration. */
const path = require('node:path');
const { loadTypeScript } = require('./load-typescript');

module.exports = loadTypeScript(path.join(__dirname, 'index.ts'), require);
