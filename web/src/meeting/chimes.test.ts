import { expect, test } from 'vitest';
import { chimeFor } from './chimes';
import type { MeetingEvent } from './events';
import { after, roster } from './fixtures';
import type { MeetingState } from './state';

const joined: MeetingEvent = { type: 'joined' };
const knocks = (...connections: number[]): MeetingEvent => ({
  type: 'knocks',
  waiting: connections.map((connection) => ({ connection, name: 'Bo', invite: '' })),
});
const chime = (from: MeetingState, event: MeetingEvent) => chimeFor(from, after([event], from));
const inside = after([joined, roster(['Ada', 'Bo'])]);

test('sounds for who comes and who goes', () => {
  expect(chime(inside, roster(['Ada', 'Bo', 'Cy']))).toBe('join');
  expect(chime(inside, roster(['Ada']))).toBe('leave');
  expect(chime(inside, roster(['Ada', 'Bo'], { epoch: 9 }))).toBeUndefined();
});

test('does not sound for those who were here before', () => {
  expect(chime(after([joined]), roster(['Ada', 'Bo']))).toBeUndefined();
  expect(chime(after([]), roster(['Ada', 'Bo']))).toBeUndefined();
});

test('sounds for a knock, once, and only to hosts', () => {
  expect(chime(inside, knocks(7))).toBe('knock');
  const knocked = after([knocks(7, 8)], inside);
  expect(chime(knocked, knocks(8))).toBeUndefined();
  expect(chime(knocked, knocks(7, 8, 9))).toBe('knock');
  expect(chime(after([joined, roster(['Ada', 'Bo'], { hosts: [1] })]), knocks(7))).toBeUndefined();
});

test('is silent when it was turned off, and stays so in the next meeting', () => {
  const off = after([{ type: 'chimesToggled' }], inside);
  expect(chime(off, knocks(7))).toBeUndefined();
  expect(after([{ type: 'over', reason: 'left' }], off).hasChimes).toBe(false);
});
