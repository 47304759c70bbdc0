/**
 * Loads the emulator's TypeScript sources inside Jest, whose own `require` neither transforms packages nor knows loaders of Node's.
 * Modules run in the realm of the test, so that `instanceof` and `toEqual` hold for what they make.
 */
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { transformSync } = require('esbuild');

const modules = new Map();

/** `packageRequire` finds packages and Node's own modules. */
function loadTypeScript(file, packageRequire) {
  const known = modules.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(file, module);
  const requireFrom = (name) =>
    name.startsWith('.')
      ? loadTypeScript(resolveFile(path.resolve(path.dirname(file), name)), packageRequire)
      : packageRequire(name);
  compile(file)(requireFrom, module, module.exports, path.dirname(file), file);
  return module.exports;
}

function resolveFile(base) {
  const found = [base, `${base}.ts`, path.join(base, 'index.ts')].find(
    (file) => /\.ts$/.test(file) && existsSync(file),
  );
  if (!found) throw new Error(`${base} is not among the emulator's sources: is the package whole?`);
  return found;
}

function compile(file) {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    sourcefile: file,
    // Of the emulator's own, not of the project whose tests are running.
    tsconfigRaw: '{}',
  });
  return new Function(
    'require',
    'module',
    'exports',
    '__dirname',
    '__filename',
    `${code}\n//# sourceURL=${file}`,
  );
}

module.exports = { loadTypeScript };
