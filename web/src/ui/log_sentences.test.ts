import { expect, test } from 'vitest';
import type { LogKind, PolicyChange } from '../meeting/state';
import { logSentence } from './log_sentences';
import { nameList } from './sentences';

const bare = (text: string) => text.replace(/[\u2068\u2069]/g, '');
const say = (kind: LogKind, who: string, by: string, change?: PolicyChange) =>
  bare(logSentence({ line: { epoch: 1, time: 0, kind, who, by, ...(change && { change }) }, renewedBy: [who] }));

test('says who did what to whom', () => {
  expect(say('admitted', 'Bo', 'Ada')).toBe('Ada let Bo in.');
  expect(say('admitted', 'Bo', '')).toBe('Bo came in with the link.');
  expect(say('removed', 'Bo', 'Ada')).toBe('Ada removed Bo.');
  expect(say('hostUnnamed', 'Ada', 'Ada')).toBe('Ada stepped down as host.');
  expect(say('hostUnnamed', 'Bo', 'Ada')).toBe('Bo is no longer a host, by Ada.');
  expect(say('hostSucceeded', 'Bo', '')).toBe('No host was left, so Bo became host.');
  expect(say('inviteUsed', 'Bo', 'Cleo')).toBe('Bo came in with the invite for Cleo.');
});

test('says what became of the rules', () => {
  const change = (what: PolicyChange) => say('policyChanged', '', 'Ada', what);
  expect(change({ field: 'isLocked', value: true })).toBe('Ada locked the meeting.');
  expect(change({ field: 'isLocked', value: false })).toBe('Ada unlocked the meeting.');
  expect(change({ field: 'files', value: 'nobody' })).toBe('Ada changed who may send files: no one.');
  expect(change({ field: 'linkExpires', value: 0 })).toBe('Ada let the link last as long as the meeting.');
  expect(change({ field: 'linkExpires', value: 1_800_000_000 })).toContain('2027');
});

test('every kind has a sentence that ends', () => {
  const kinds: readonly LogKind[] = [
    'started', 'here', 'admitted', 'left', 'silenced', 'removed', 'hostNamed', 'hostUnnamed', 'hostSucceeded',
    'policyChanged', 'keysRenewed', 'linkChanged', 'inviteMade', 'inviteUsed', 'refused',
  ];
  for (const kind of kinds) expect(say(kind, 'Bo', 'Ada'), kind).toMatch(/^\S.*\w\.$/);
});

test('lists few names and counts the rest', () => {
  const list = (...names: string[]) => bare(nameList(names));
  expect(list()).toBe('');
  expect(list('Ada')).toBe('Ada');
  expect(list('Ada', 'Bo')).toBe('Ada and Bo');
  expect(list('Ada', 'Bo', 'Cy')).toBe('Ada, Bo and Cy');
  expect(list('Ada', 'Bo', 'Cy', 'Di')).toBe('Ada, Bo, Cy and 1 other');
  expect(list('Ada', 'Bo', 'Cy', 'Di', 'Ed')).toBe('Ada, Bo, Cy and 2 others');
});

test('a name cannot turn the sentence round', () => {
  const sentence = logSentence({
    line: { epoch: 1, time: 0, kind: 'removed', who: '\u202eoB', by: 'Ada' },
    renewedBy: [],
  });
  expect(sentence).not.toContain('\u202e');
});
