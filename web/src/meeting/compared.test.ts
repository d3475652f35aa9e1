import { expect, test } from 'vitest';
import { type Marks, type Person, codeText, comparedLosses, isCompared, mark, readCode } from './compared';
import type { MeetingEvent } from './events';
import { after, roster } from './fixtures';
import { update } from './update';

const none: Marks = { compared: [], comparedGone: [] };
const key = (letter: string) => letter.repeat(32);
const person = (name: string, connection: number, letter: string, isSelf = false): Person => ({
  name,
  connection,
  fingerprint: key(letter),
  isSelf,
});
const ada = person('Ada', 1, 'a', true);
const bob = person('Bob', 2, 'b');
const cleo = person('Cleo', 3, 'c');
const code = '314159265358979323846264338327';

test('a mark is on the key, and can be taken back', () => {
  const marks = mark(none, bob, true);
  expect(isCompared(marks, bob)).toBe(true);
  expect(isCompared(marks, { ...bob, name: 'Robert', connection: 9 })).toBe(true);
  expect(isCompared(marks, { ...bob, fingerprint: key('d') })).toBe(false);
  expect(mark(mark(marks, bob, true), bob, false)).toEqual(none);
});

test('nobody compares codes with themselves', () => {
  expect(mark(none, ada, true)).toEqual(none);
});

test('a mark lasts while others come, go and move', () => {
  const marks = mark(none, bob, true);
  const { marks: next, losses } = comparedLosses(marks, [ada, bob, cleo], [ada, bob, person('Dora', 4, 'd')]);
  expect(losses).toEqual([]);
  expect(isCompared(next, bob)).toBe(true);
});

test('who was compared and has another key in the same place has lost the mark, loudly', () => {
  const other = { ...bob, fingerprint: key('e') };
  const { marks, losses } = comparedLosses(mark(none, bob, true), [ada, bob], [ada, other]);
  expect(losses).toEqual([{ who: 'Bob', isSameConnection: true }]);
  expect(isCompared(marks, other)).toBe(false);
  expect(isCompared(marks, bob)).toBe(false);
});

test('another place under another name but with the same connection is told too', () => {
  const { losses } = comparedLosses(mark(none, bob, true), [ada, bob], [ada, { ...bob, name: 'Bert', fingerprint: key('e') }]);
  expect(losses).toHaveLength(1);
});

test('who was compared, left and comes back with another key is told when they come', () => {
  const left = comparedLosses(mark(none, bob, true), [ada, bob], [ada]);
  expect(left.losses).toEqual([]);
  const later = comparedLosses(left.marks, [ada], [ada, cleo]);
  expect(later.losses).toEqual([]);
  const back = comparedLosses(later.marks, [ada, cleo], [ada, cleo, person('Bob', 7, 'e')]);
  expect(back.losses).toEqual([{ who: 'Bob', isSameConnection: false }]);
  expect(comparedLosses(back.marks, [ada, cleo], [ada, cleo, person('Bob', 8, 'f')]).losses).toEqual([]);
});

test('a name that only looks like that of somebody compared is told as well', () => {
  const left = comparedLosses(mark(none, bob, true), [ada, bob], [ada]);
  expect(comparedLosses(left.marks, [ada], [ada, person('B\u043eb', 7, 'e')]).losses).toHaveLength(1);
});

test('who comes back with the same key is who they were', () => {
  const left = comparedLosses(mark(none, bob, true), [ada, bob], [ada]);
  const back = comparedLosses(left.marks, [ada], [ada, { ...bob, connection: 9 }]);
  expect(back.losses).toEqual([]);
  expect(back.marks).toEqual({ compared: [bob.fingerprint], comparedGone: [] });
});

test('somebody of the same name who was here all along took nobody\u2019s place', () => {
  const namesake = person('Bob', 5, 'd');
  const { losses } = comparedLosses(mark(none, bob, true), [ada, bob, namesake], [ada, namesake]);
  expect(losses).toEqual([]);
});

test('people without a mark change keys quietly', () => {
  expect(comparedLosses(none, [ada, bob], [ada, { ...bob, fingerprint: key('e') }]).losses).toEqual([]);
});

test('a code read from the screen of somebody here marks that person', () => {
  expect(readCode(codeText(bob.fingerprint, code), [ada, bob], code)).toEqual({
    outcome: 'marked',
    name: 'Bob',
    fingerprint: bob.fingerprint,
  });
});

test('a code of somebody whom this device does not see is a stranger\u2019s, whatever the safety code', () => {
  expect(readCode(codeText(key('9'), code), [ada, bob], code).outcome).toBe('stranger');
  expect(readCode(codeText(key('9'), '0'.repeat(30)), [ada, bob], code).outcome).toBe('stranger');
});

test('another safety code marks nobody', () => {
  expect(readCode(codeText(bob.fingerprint, '0'.repeat(30)), [ada, bob], code)).toMatchObject({ outcome: 'differs', name: 'Bob' });
});

test('one\u2019s own code marks nobody', () => {
  expect(readCode(codeText(ada.fingerprint, code), [ada, bob], code).outcome).toBe('own');
});

test('anything else that a camera reads is not a code of ours', () => {
  const good = codeText(bob.fingerprint, code);
  const others = ['', 'https://example.org/', good.toUpperCase(), `${good}0`, good.slice(0, -1), ` ${good}`, `${good}\n`, good.replace(':1:', ':2:'), good.replace('b', 'g')];
  for (const text of others) expect(readCode(text, [ada, bob], code).outcome, text).toBe('foreign');
});

// ---- in the state ---------------------------------------------------------------------------------

const meeting: readonly MeetingEvent[] = [{ type: 'joined' }, roster(['Ada', 'Bob', 'Cleo'])];
const fingerprintOf = (leaf: number) => after(meeting).members[leaf]?.fingerprint ?? '';

test('marks live in the state, alarm when lost, and end with the meeting', () => {
  const marked = after([...meeting, { type: 'compareToggled', leaf: 1, isCompared: true }]);
  expect(marked.compared).toEqual([fingerprintOf(1)]);
  const later = update(marked, roster(['Ada', 'Bob', 'Cleo'], { epoch: 9 }));
  expect([later.compared, later.alarms]).toEqual([marked.compared, []]);

  const swapped = roster(['Ada', 'Bob', 'Cleo']);
  if (swapped.type !== 'roster') throw new Error('not a roster');
  const members = swapped.members.map((member) => (member.leaf === 1 ? { ...member, fingerprint: key('e') } : member));
  const lost = update(later, { ...swapped, members });
  expect(lost.compared).toEqual([]);
  expect(lost.alarms).toMatchObject([{ cause: { kind: 'compared', who: 'Bob' } }]);

  expect(update(marked, { type: 'over', reason: 'left' }).compared).toEqual([]);
});

test('a scan marks, says what came of it, and is forgotten when the next begins', () => {
  const { safetyCode } = after(meeting);
  const scanned = after([...meeting, { type: 'codeScanned', text: codeText(fingerprintOf(2), safetyCode) }]);
  expect(scanned.compared).toEqual([fingerprintOf(2)]);
  expect(scanned.scan).toMatchObject({ outcome: 'marked', name: 'Cleo' });
  const next = update(scanned, { type: 'scanStarted' });
  expect([next.scan, next.compared]).toEqual([undefined, scanned.compared]);
  const differing = update(next, { type: 'codeScanned', text: codeText(fingerprintOf(1), '0'.repeat(30)) });
  expect([differing.scan?.outcome, differing.compared]).toEqual(['differs', scanned.compared]);
});
