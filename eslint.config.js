// Lint: what the compiler cannot see and the house rules do not read. Types are used, so a forgotten await is found.
import tseslint from 'typescript-eslint';

const asked = (selector, message) => ({ selector, message });

const plainCode = [
  asked('TSEnumDeclaration', 'No enums: write a union of strings.'),
  asked('ExportDefaultDeclaration', 'No default exports: a thing has one name everywhere.'),
  asked("ExportSpecifier[exported.name='default']", 'No default exports: a thing has one name everywhere.'),
  asked('ClassDeclaration:not([superClass.name=/Error$/])', 'No classes but errors and the rare resource (see the list in eslint.config.js).'),
  asked('ClassExpression', 'No classes but errors and the rare resource (see the list in eslint.config.js).'),
];

/** Files that may declare a class, each for a resource whose library asks for a subclass. */
const resources = ['src/kit/store/*.ts'];

/** Forms, a country's law and lists, and generated code may be long; everything else is 300 lines at most. */
const long = ['src/**/*form.ts', 'src/countries/*/*.ts', 'src/kit/view/govuk.ts', 'src/words/**/*.ts'];

/** The command line speaks to a terminal. */
const speaks = ['src/main.ts', 'src/commands.ts', 'src/commands/*.ts'];

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'src/kit/view/assets/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...plainCode],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // node:test's own functions answer promises that its runner waits for.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'it', 'suite', 'describe', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: resources, rules: { 'no-restricted-syntax': ['error', ...plainCode.filter((rule) => !rule.selector.startsWith('Class'))] } },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.prove.ts'],
    rules: { 'max-lines': ['error', { max: 300 }], 'no-console': 'error' },
  },
  { files: long, rules: { 'max-lines': 'off' } },
  { files: speaks, rules: { 'no-console': 'off' } },
);
