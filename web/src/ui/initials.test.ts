import { expect, test } from 'vitest';
import { initials, toneCount, toneOf } from './initials';
import { deviceProblem, endings, promise, protections, refusals, trust } from './sentences';

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

test('no sentence uses a word that promises too much', () => {
  const banned =
    /100 ?%|unbreakable|military|anonymous|untraceable|cannot be recorded|private background|zero-knowledge|nobody can|bank-level|fully secure/i;
  const notices = [...Object.values(endings), ...Object.values(refusals)];
  const all = [promise, trust, ...protections, ...notices.flatMap((n) => Object.values(n) as string[])];
  for (const sentence of all) expect(sentence).not.toMatch(banned);
});

test('every problem of a device has a sentence that names the device', () => {
  for (const problem of ['denied', 'missing', 'busy', 'failed', 'unplugged'] as const) {
    expect(deviceProblem('camera', problem)).toContain('camera');
    expect(deviceProblem('microphone', problem)).toContain('microphone');
  }
});
