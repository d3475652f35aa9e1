import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster, says, slotsReady } from './fixtures';
import { initialState } from './state';
import { personTiles } from './tiles';

const track = {} as MediaStreamTrack;
const frames = (opened: number, dropped = 0): MeetingEvent => ({
  type: 'framesCounted',
  received: [{ mid: '4', opened, dropped }],
});
const nothing = {
  frameHeight: 0,
  samplesReceived: 0,
  samplesConcealed: 0,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived: 0,
};
const decoded = (framesDecoded: number): MeetingEvent => ({
  type: 'statsRead',
  sent: { microphone: 0, camera: 0, screen: 0 },
  look: {
    time: framesDecoded,
    sent: { bytes: 0, lossRate: 0, limitation: 'none' },
    received: [{ ...nothing, mid: '4', framesDecoded }],
    roundTripMs: undefined,
  },
  hop: initialState.hop,
});
const met: readonly MeetingEvent[] = [
  { type: 'joined' },
  roster(['Ada', 'Ben']),
  says(1, { camera: true }),
  { type: 'mediaPath', path: 'connecting' },
  slotsReady(track),
  { type: 'mediaPath', path: 'connected' },
];
const seen: readonly MeetingEvent[] = [
  { type: 'slotCarries', mid: '4', leaf: 1, source: 'camera' },
  frames(1),
  decoded(1),
  frames(2),
  decoded(2),
];
const troubleAfter = (...more: readonly MeetingEvent[]) =>
  personTiles(after([...met, ...more])).find((tile) => !tile.isSelf)?.trouble;

test('a picture that was asked for is on its way, and one that comes is no trouble', () => {
  expect(troubleAfter()).toBe('coming');
  expect(troubleAfter(...seen)).toBeUndefined();
});

test('who has the camera closed is not missing', () => {
  expect(troubleAfter(says(1))).toBeUndefined();
});

test('a picture that stops is said to have stopped', () => {
  expect(troubleAfter(...seen, frames(2))).toBe('stalled');
});

test('frames that no key opens are said to be shut', () => {
  expect(troubleAfter(...seen, frames(2, 9))).toBe('keys');
});

test('silence of theirs comes before what is missing of their picture', () => {
  expect(troubleAfter(...seen, frames(2), { type: 'silent', leaves: [1] })).toBe('silent');
});

test('what is wrong on this side comes first', () => {
  const silent: MeetingEvent = { type: 'silent', leaves: [1] };
  expect(troubleAfter(...seen, silent, { type: 'mediaPath', path: 'interrupted' })).toBe('path');
  expect(troubleAfter(...seen, silent, { type: 'serverLink', link: 'lost' })).toBe('server');
  expect(troubleAfter(...seen, { type: 'serverLink', link: 'lost' }, { type: 'serverFound' })).toBeUndefined();
});

test('oneself is in no trouble', () => {
  const state = after([...met, { type: 'serverLink', link: 'lost' }]);
  expect(personTiles(state).find((tile) => tile.isSelf)?.trouble).toBeUndefined();
});

test('on a fresh path nothing is carried or asked for, and nothing counts as sent', () => {
  const state = after([...met, ...seen, { type: 'mediaPath', path: 'connecting' }]);
  expect(state.slots).toEqual([]);
  expect(state.wishes).toEqual([]);
  expect(state.devices.microphone.bytesSent).toBe(0);
});
