import { expect, test } from 'vitest';
import { initials, toneCount, toneOf } from './initials';

test('takes the first and the last name, whatever the writing', () => {
  expect(initials('Ada Lovelace')).toBe('AL');
  expect(initials('  ada  byron king ')).toBe('AK');
  expect(initials('Bo')).toBe('B');
  expect(initials('李 小龍')).toBe('李小');
  expect(initials('😀 smile')).toBe('😀S');
  expect(initials('')).toBe('');
});

test('gives a name one tone and always the same', () => {
  expect(toneOf('Ada')).toBe(toneOf('Ada'));
  for (const name of ['', 'Ada', '李', 'x'.repeat(500)]) {
    expect(toneOf(name)).toBeGreaterThanOrEqual(0);
    expect(toneOf(name)).toBeLessThan(toneCount);
  }
});
