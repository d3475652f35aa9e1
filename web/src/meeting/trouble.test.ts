import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster, says, slotsReady } from './fixtures';
import { type Slot, type SlotHealth, initialState } from './state';
import { personTiles } from './tiles';
import { troubleOf } from './trouble';

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

const meeting = after(met);
const [, ben] = meeting.members;
const slot = (health: SlotHealth, count: number): Slot => ({
  ...{ mid: '4', kind: 'video', track, leaf: 1, source: 'camera', framesOpened: count, framesDropped: 0 },
  ...{ health, framesDecoded: count, samplesReceived: count },
});
const slots = [undefined, ...(['idle', 'sealed', 'shut'] as const).flatMap((health) => [slot(health, 0), slot(health, 9)])];

/** All that troubleOf() looks at, in every combination. */
function* situations() {
  if (ben === undefined) throw new Error('nobody else is there');
  for (const server of ['unreachable', 'online', 'lost'] as const)
    for (const media of ['none', 'connecting', 'connected', 'interrupted'] as const)
      for (const lost of [[], [{ connection: ben.connection, name: ben.name }]])
        for (const silent of [[], [ben.leaf]])
          for (const isOn of [false, true])
            for (const picture of slots)
              for (const sound of slots)
                yield { state: { ...meeting, server, media, lost, silent }, member: ben, isOn, picture, sound };
}

test('in no state is a picture or a sound missing without a reason', () => {
  const silentTiles = [...situations()].filter(({ state, member, isOn, picture, sound }) => {
    const isUnseen = isOn && (picture?.health !== 'sealed' || picture.framesDecoded === 0);
    const isUnheard = sound?.health === 'shut' || (sound?.health === 'idle' && sound.samplesReceived > 0);
    const isShut = picture?.health === 'shut' || sound?.health === 'shut';
    const isBroken = state.server !== 'online' || state.media !== 'connected' || state.lost.length + state.silent.length > 0;
    const seal = isShut ? 'shut' : 'sealed';
    const trouble = troubleOf(state, member, { seal, isOn, slot: picture, sound });
    return (trouble !== undefined) !== (isUnseen || isUnheard || isShut || isBroken);
  });
  expect(silentTiles).toEqual([]);
});
