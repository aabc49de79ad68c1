import ts from 'typescript-eslint';
import vue from 'eslint-plugin-vue';

const message = 'See the table of rooms in CONTRIBUTING.md.';
/** What the pure core must not touch: it gives the same output for the same input on any machine. */
const impure = ['window', 'document', 'process', 'performance', 'Date', 'setTimeout', 'setInterval', 'console', 'globalThis', 'crypto', 'require'];
const inexact = ['random', 'pow', 'log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'sin', 'cos', 'tan', 'hypot', 'cbrt'];

export default ts.config(
  { ignores: ['out', 'dist', 'node_modules', 'test-results', '**/*.cjs'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always', normal: 'never', component: 'always' } }],
      'vue/no-v-html': 'error',
      'no-console': 'off',
    },
  },
  { files: ['**/*.test.ts', 'resources/**', 'e2e/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['src-core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', 'electron', 'vue', 'pinia', 'fs', 'path'], message }] }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Draws are given, never taken.' }],
    },
  },
  {
    // JavaScript leaves the last bit of these open; a digest must not.
    files: ['src-core/sim/**/*.ts', 'src-core/policy/**/*.ts', 'src-core/base/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...inexact.map((property) => ({ object: 'Math', property, message: 'Not the same bit for bit on every engine.' }))],
      'no-restricted-syntax': ['error', { selector: "BinaryExpression[operator='**']", message: 'Not the same bit for bit on every engine.' }],
    },
  },
);
