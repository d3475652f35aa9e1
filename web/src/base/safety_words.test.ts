import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { wordsOf } from './safety_words';

const all = wordsOf(Array.from({ length: 2048 }, (_, i) => i));

test('there are 2048 words in the order of the published list', () => {
  expect(all).toHaveLength(2048);
  expect([all[0], all[2047]]).toEqual(['abandon', 'zoo']);
  const published = '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda'; // of english.txt
  expect(createHash('sha256').update(`${all.join('\n')}\n`).digest('hex')).toBe(published);
});

test('no two words begin with the same four letters', () => {
  expect(new Set(all.map((word) => word.slice(0, 4))).size).toBe(2048);
});

test('a number that is no word spoils the code', () => {
  for (const wrong of [2048, -1, 0.5, Number.NaN]) expect(wordsOf([1, 2, wrong])).toEqual([]);
});
