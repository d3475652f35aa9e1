import { expect, test } from 'vitest';
import { sendableLine, sendableLines } from './sendable';

test('a line is one line, and what nobody sees is not in it', () => {
  expect(sendableLine('  a\tb\nc\u202e\u2066\u200b\ufeff\u0000 ')).toBe('a b c');
  expect(sendableLine('\ud800')).toBe('');
});

test('lines stay lines, however a system ends them', () => {
  expect(sendableLines('a\r\nb\rc\u2028d\n\te\n\n')).toBe('a\nb\nc\nd\n  e');
});

test('what scripts and emoji are written with stays', () => {
  const kept = '\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u{1f469}\u200d\u{1f680}\ufe0f';
  expect(sendableLine(kept)).toBe(kept);
  expect(sendableLines(kept)).toBe(kept);
});
