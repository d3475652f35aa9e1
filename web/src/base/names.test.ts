import { expect, test } from 'vitest';
import { displayName, nameWarnings, sendableName } from './names';
import { ordinaryNames, substitutions, tricks } from './names_fixtures';

const kindsOf = (name: string) => nameWarnings(name, []).map(({ type }) => type);

test('at least 99 of 100 names that look like another are flagged, whichever came first', () => {
  const pairs = [...tricks, ...substitutions].flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ] as const);
  expect(pairs.length / 2).toBeGreaterThanOrEqual(200);
  const missed = pairs.filter(([name, other]) => !nameWarnings(name, [other]).some(({ type }) => type === 'looksLike' || type === 'same'));
  expect(missed.length / pairs.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.01);
});

test('ordinary names of many languages in one meeting are not flagged', () => {
  expect(ordinaryNames.length).toBeGreaterThanOrEqual(100);
  for (const name of ordinaryNames) {
    const others = ordinaryNames.filter((other) => other !== name);
    expect(nameWarnings(name, others), name).toEqual([]);
  }
});

test('the same name is said to be the same, and not just to look alike', () => {
  expect(nameWarnings('Ada', ['Bob', 'Ada'])).toEqual([{ type: 'same' }]);
  expect(nameWarnings('Zoe\u0308', ['Zo\u00eb'])).toEqual([{ type: 'same' }]);
});

test('a look-alike is told with the name it looks like', () => {
  expect(nameWarnings('B0b', ['Ada', 'Bob'])).toEqual([{ type: 'looksLike', other: 'Bob' }]);
});

test('signs that turn the direction of writing are flagged with nobody else there', () => {
  for (const sign of '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') {
    expect(kindsOf(`A${sign}da`), sign).toContain('direction');
  }
});

test('characters that cannot be seen are flagged with nobody else there', () => {
  const invisible = ['\u00ad', '\u034f', '\u115f', '\u180e', '\u200b', '\u200c', '\u200d', '\u2060', '\u2800', '\u3164', '\ufe0f', '\ufeff', '\uffa0', '\u{e0041}'];
  for (const sign of invisible) {
    expect(kindsOf(`A${sign}da`), sign).toContain('invisible');
  }
});

test('a word in letters of several alphabets is flagged', () => {
  for (const name of ['Аda', 'Adа Lovelace', 'Sοphie', 'Իvan', 'Ꭺda']) {
    expect(kindsOf(name), name).toContain('mixed');
  }
});

test('symbols made to look like letters are flagged', () => {
  for (const name of ['\u{1d400}da', 'Ⓐda', 'ℬob', 'Ａｄａ']) {
    expect(kindsOf(name), name).toContain('symbols');
  }
});

test('a name of nothing but punctuation is like itself only', () => {
  expect(nameWarnings('!!!', ['???', '...'])).toEqual([]);
  expect(nameWarnings('!!!', ['!!!'])).toHaveLength(1);
});

test('many names are compared with many others in little time', () => {
  const names = Array.from({ length: 300 }, (_, i) => `Гость ${i} de l’étage ${i * 7}`);
  for (const name of names) nameWarnings(name, names);
  const begin = performance.now();
  for (const name of names.slice(0, 100)) nameWarnings(name, names);
  expect(performance.now() - begin).toBeLessThan(500);
});

test('a drawn name stays in its own direction and shows what cannot be seen', () => {
  expect(displayName('Ada')).toBe('\u2068Ada\u2069');
  expect(displayName('A\u202eda\u200b')).toBe('\u2068A[U+202E]da[U+200B]\u2069');
  expect(displayName('\u2069Ada')).toBe('\u2068[U+2069]Ada\u2069');
  expect(displayName('A\u{e0041}')).toBe('\u2068A[U+E0041]\u2069');
});

test('a drawn name keeps the joiners that its script or its emoji needs', () => {
  for (const name of ['👩‍💻 Dora', 'علی\u200cرضا', 'ශ්\u200dරී', '🏳️‍🌈']) expect(displayName(name)).toBe(`\u2068${name}\u2069`);
});

test('what is typed as a name is sent without what the core refuses', () => {
  expect(sendableName('  Ada \t Lovelace\n')).toBe('Ada Lovelace');
  expect(sendableName('\u202eA\u2066d\u200ba\u2069\u2060\ufeff\u0085\u007f')).toBe('Ada');
  expect(sendableName('A\ud800da')).toBe('Ada');
  expect(sendableName(' \u200b\u202e ')).toBe('');
  expect(sendableName('علی\u200cرضا 👩\u200d💻')).toBe('علی\u200cرضا 👩\u200d💻');
});

test('a long name is cut to what fits, between characters', () => {
  const sizeOf = (text: string) => new TextEncoder().encode(text).length;
  for (const name of ['n'.repeat(200), '陳'.repeat(60), 'é'.repeat(100), `a${'🦊'.repeat(50)}`]) {
    const sent = sendableName(name);
    expect(sizeOf(sent)).toBeLessThanOrEqual(128);
    expect(sizeOf(sent)).toBeGreaterThan(124);
    expect(name.startsWith(sent)).toBe(true);
  }
});
