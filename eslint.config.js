/** Lint rules, and the zones: which folder may import which (docs/architecture.md). */
const eslint = require('@eslint/js');
const tseslint = require('typescript-eslint');

/** Import patterns are relative, so a zone forbids a folder by name at any depth. */
const forbid = (files, folders, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: `^(\\.\\./)+(${folders.join('|')})(/|$)|^\\./(${folders.join('|')})(/|$)`, message },
        ],
      },
    ],
  },
});
const noNode = {
  regex: '^node:|^(fs|path|http|crypto|url|os)$',
  message: 'The sheet program runs without Node.',
};

module.exports = tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', '.lead-sync/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', process: 'readonly' },
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noNode] }] },
  },
  forbid(
    ['src/contract/**/*.ts'],
    ['core', 'app', 'tracker', 'gas', 'ui', 'ports', 'server', 'emulator'],
    'contract imports nothing.',
  ),
  forbid(
    ['src/core/**/*.ts'],
    ['app', 'tracker', 'gas', 'ui', 'ports', 'server', 'emulator'],
    'core imports core and contract only.',
  ),
  forbid(
    ['src/ports.ts', 'src/app/**/*.ts'],
    ['tracker', 'gas', 'ui', 'server', 'emulator'],
    'app imports core, contract and ports only.',
  ),
  forbid(
    ['src/tracker/**/*.ts'],
    ['app', 'gas', 'ui', 'server', 'emulator'],
    'tracker imports core, contract and ports only.',
  ),
  forbid(
    ['src/**/*.ts'],
    ['server', 'emulator', 'local'],
    'src is pushed to Google: it imports nothing outside src.',
  ),
  forbid(
    ['server/**/*.ts'],
    ['emulator', 'local', 'src/(core|app|tracker|gas|ui|ports)'],
    'server imports server and src/contract only.',
  ),
  forbid(
    ['emulator/**/*.ts'],
    ['src/(contract|core|app|tracker|gas|ui|ports)', 'server', 'local'],
    'The emulator loads programs as text.',
  ),
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
);
