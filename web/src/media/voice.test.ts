import { expect, test } from 'vitest';
import { afterLook, silence } from './voice';

/** Levels, one every 60 ms; when one is taken for speaking. */
function speaking(levels: readonly number[]): readonly boolean[] {
  let loudness = silence;
  return levels.map((level, index) => {
    loudness = afterLook(loudness, level, index * 60);
    return loudness.isSpeaking;
  });
}

const many = (level: number, count: number) => Array.from({ length: count }, () => level);

test('words are heard soon, and a pause between two of them changes nothing', () => {
  const heard = speaking([...many(0.002, 10), ...many(0.08, 10), ...many(0.002, 5), ...many(0.08, 10), ...many(0.002, 20)]);
  expect(heard.indexOf(true)).toBeLessThanOrEqual(13);
  expect(heard.slice(13, 35).every(Boolean)).toBe(true);
  expect(heard.slice(-8).some(Boolean)).toBe(false);
});

test('silence, a click and a quiet room are nobody', () => {
  expect(speaking(many(0, 50)).some(Boolean)).toBe(false);
  expect(speaking([...many(0.002, 20), 0.3, ...many(0.002, 20)]).some(Boolean)).toBe(false);
  expect(speaking(many(0.01, 200)).some(Boolean)).toBe(false);
});

test('a fan that goes on is a voice for some seconds, and then part of the room', () => {
  const heard = speaking(many(0.03, 1000));
  expect(heard[20]).toBe(true);
  expect(heard.at(-1)).toBe(false);
});
