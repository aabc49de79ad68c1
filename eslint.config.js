import ts from 'typescript-eslint';
import vue from 'eslint-plugin-vue';

const message = 'See the table of rooms in CONTRIBUTING.md.';
/** What the pure core must not touch: it gives the same output for the same input on any machine. */
const impure = [
  ...['window', 'document', 'navigator', 'localStorage', 'fetch', 'process', 'Buffer', 'require', 'globalThis', 'console', 'crypto'],
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
];
const drawn = { object: 'Math', property: 'random', message: 'Draws are given, never taken.' };
const inexact = ['pow', 'log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'hypot', 'cbrt']
  .map((property) => ({ object: 'Math', property, message: 'Not the same bit for bit on every engine.' }));
const power = { selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']", message: 'Not the same bit for bit on every engine.' };

export default ts.config(
  { ignores: ['out', 'dist', 'node_modules', 'test-results', 'coverage', '**/*.cjs'] },
  // A rule holds for everybody: comments in a file cannot switch it off.
  { linterOptions: { noInlineConfig: true } },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always', normal: 'never', component: 'always' } }],
      'vue/no-v-html': 'error',
      // The content security policy refuses style attributes; `:style` with an object goes through the CSSOM.
      'vue/no-restricted-static-attribute': ['error', { key: 'style', message: 'The content security policy refuses it: use a class.' }],
    },
  },
  // The one place that makes markup, out of what DOMPurify has let through.
  { files: ['src-renderer/parts/markdown/MarkdownText.vue'], rules: { 'vue/no-v-html': 'off' } },
  { files: ['**/*.test.ts', 'resources/**', 'e2e/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['src-core/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.testKit.ts', 'src-core/laws/**'],
    rules: {
      'no-restricted-globals': ['error', ...impure.map((name) => ({ name, message: 'The core is pure: it is given what it needs.' }))],
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', 'electron', 'vue', 'pinia', 'fs', 'path'], message }] }],
      'no-restricted-properties': ['error', drawn],
    },
  },
  {
    // JavaScript leaves the last bit of these open; a digest must not.
    files: ['src-core/sim/**/*.ts', 'src-core/policy/**/*.ts', 'src-core/base/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.testKit.ts'],
    rules: { 'no-restricted-properties': ['error', drawn, ...inexact], 'no-restricted-syntax': ['error', power] },
  },
);
