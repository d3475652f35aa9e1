import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { literalTexts } from './literal_texts.js';

const config = {
  files: ['**/*.tsx'],
  languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  rules: { 'no-restricted-syntax': ['error', ...literalTexts] },
};
const complaints = (code) => new Linter().verify(code, config, 'view.tsx').map(({ message }) => message);

test('words in a view are found wherever a person would read or hear them', () => {
  const spoken = [
    '<p>Hello</p>',
    '<p>مرحبا</p>',
    '<p>{"Hello"}</p>',
    '<p>{isOpen ? "Open" : words().closed}</p>',
    '<p>{isOpen && "Open"}</p>',
    '<p>{`${count} people`}</p>',
    '<><b />and more</>',
    '<button aria-label="Close" />',
    '<button title={isOpen ? "Open" : "Closed"} />',
    '<button aria-label={`Admit ${name}`} />',
    '<input placeholder="Your name" />',
    '<Panel title="Rules" />',
    'document.title = "Hello"',
  ];
  for (const code of spoken) expect(complaints(code), code).toContainEqual(expect.stringContaining('catalogue'));
});

test('what nobody reads may stand in a view', () => {
  const unspoken = [
    '<p class="quiet" data-testid="hello">{words().hello}</p>',
    '<p>{count}: {list} · {"—"}</p>',
    '<p class={isOpen ? "lit" : "dark"}>{isOpen && <b class="on" />}</p>',
    '<button title={words().close} aria-label={names[kind]} />',
    '<p>{texts.map((text) => <b key={text} class="x">{text}</b>)}</p>',
    'const kind = isOpen ? "open" : "closed"',
  ];
  for (const code of unspoken) expect(complaints(code), code).toEqual([]);
});
