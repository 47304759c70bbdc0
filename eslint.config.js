/** Lint rules, and the zones: which folder may import which (docs/architecture.md). */
const eslint = require('@eslint/js');
const tseslint = require('typescript-eslint');

/** The sheet program runs without Node. */
const NODE = {
  regex: '^node:|^(fs|path|http|https|crypto|url|os|child_process)$',
  message: 'src runs without Node.',
};

/**
 * Files that may not import these folders; a pattern matches the folder's name right after the leading dots.
 * One call per set of files, because later rules of the same name replace earlier ones.
 */
const zone = (files, folders, message, further = []) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: `^\\.{1,2}/(\\.\\./)*(${folders.join('|')})(/|$)`, message }, ...further] },
    ],
  },
});

const OUTSIDE = ['server', 'emulator', 'local', 'test'];

module.exports = tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', '.lead-sync/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', process: 'readonly' },
    },
  },
  zone(
    ['src/contract/**/*.ts'],
    ['core', 'app', 'tracker', 'gas', 'ui', 'ports', ...OUTSIDE],
    'contract imports nothing.',
    [NODE],
  ),
  zone(
    ['src/core/**/*.ts'],
    ['app', 'tracker', 'gas', 'ui', 'ports', ...OUTSIDE],
    'core imports core and contract.',
    [NODE],
  ),
  zone(
    ['src/ports.ts', 'src/app/**/*.ts'],
    ['tracker', 'gas', 'ui', ...OUTSIDE],
    'app imports core, contract, ports.',
    [NODE],
  ),
  zone(['src/tracker/**/*.ts'], ['app', 'gas', 'ui', ...OUTSIDE], 'tracker imports core, contract, ports.', [
    NODE,
  ]),
  zone(['src/gas/**/*.ts', 'src/index.ts'], OUTSIDE, 'src is pushed to Google: nothing outside src.', [NODE]),
  zone(
    ['server/**/*.ts', 'server/**/*.tsx'],
    ['emulator', 'local', 'test', 'src/(core|app|tracker|gas|ui|ports)'],
    'server imports server and src/contract.',
  ),
  zone(
    ['emulator/**/*.ts'],
    ['src/(contract|core|app|tracker|gas|ui)', 'server', 'local', 'test'],
    'The emulator loads programs as text.',
  ),
  {
    // A facade is a class merged with the published interface: the types check what is there, the guard refuses what is not.
    files: ['emulator/src/context/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
);
