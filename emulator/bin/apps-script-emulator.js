#!/usr/bin/env node
/** The command `apps-script-emulator`: the sources are TypeScript, tsx reads them as they are. */
require('tsx/cjs');
require('../src/cli.ts');
