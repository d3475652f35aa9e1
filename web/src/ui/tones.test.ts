import { expect, test } from 'vitest';
import { markOf, toneCount, toneOf } from './tones';

const names = ['', 'Ada', 'Bo', '李 小龍', '😀 smile', 'x'.repeat(500)];

test('gives a name one tone and one mark, and always the same', () => {
  for (const name of names) {
    expect(toneOf(name)).toBe(toneOf(name));
    expect(toneOf(name)).toBeLessThan(toneCount);
    expect(toneOf(name)).toBeGreaterThanOrEqual(0);
    expect(markOf(name, 12)).toBe(markOf(name, 12));
    expect(markOf(name, 12)).toBeLessThan(12);
    expect(markOf(name, 12)).toBeGreaterThanOrEqual(0);
  }
});

test('people who meet are told apart: hardly any pair of usual names looks alike', () => {
  const people = Array.from({ length: 40 }, (_, i) => `Person ${String.fromCharCode(65 + (i % 26))}${i}`);
  const looks = new Set(people.map((name) => `${toneOf(name)} ${markOf(name, 12)}`));
  expect(looks.size).toBeGreaterThan(26);
});
