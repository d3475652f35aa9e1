import tseslint from 'typescript-eslint';
import { literalTexts } from './lint/literal_texts.js';

// The rules of the house that a machine can keep: no any, no "!", and the arrows between the rooms.
const outside = (rooms, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group: rooms, message }] }],
});
const bannedMarkup = [
  { property: 'innerHTML', message: 'Trusted Types: build elements.' },
  { property: 'outerHTML', message: 'Trusted Types: build elements.' },
  { property: 'insertAdjacentHTML', message: 'Trusted Types: build elements.' },
  { object: 'document', property: 'write', message: 'Trusted Types: build elements.' },
  { object: 'window', property: 'localStorage', message: 'Nothing is kept on the device.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'src/generated/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'lint/*.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'indexedDB', 'eval'],
      'no-restricted-properties': ['error', ...bannedMarkup],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['eslint.config.js', 'lint/*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['src/ui/**'], rules: outside(['**/signal/**', '**/media/**', '**/e2ee/**'], 'ui imports meeting and text only') },
  { files: ['src/ui/**/*.tsx', 'src/main.ts'], rules: { 'no-restricted-syntax': ['error', ...literalTexts] } },
  { files: ['src/meeting/**', 'src/base/**'], rules: outside(['**/ui/**', '**/text/**'], 'what happened is state; its words are ui\'s') },
  { files: ['src/text/**'], rules: outside(['**/ui/**', '**/signal/**', '**/media/**', '**/e2ee/**'], 'text knows no other room') },
  { files: ['src/signal/**'], rules: outside(['**/ui/**', '**/media/**', '**/e2ee/**', '**/meeting/**', '**/text/**'], 'signal knows no other room') },
  { files: ['src/media/**'], rules: outside(['**/ui/**', '**/signal/**', '**/e2ee/**', '**/meeting/**', '**/text/**'], 'media knows no other room') },
  { files: ['src/e2ee/**'], rules: outside(['**/ui/**', '**/signal/**', '**/media/**', '**/meeting/**', '**/text/**'], 'e2ee knows no other room') },
);
