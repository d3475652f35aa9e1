import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster, says as memberSays, slotsReady, viewport } from './fixtures';
import { type Captured, isShareLit, saysShare } from './share';
import { mayConfirm, sharerOf } from './sharing';
import type { MeetingState, Permission } from './state';
import { shareTiles } from './tiles';
import { nextWishes, slotsNeeded } from './wishes';

const track = {} as MediaStreamTrack;
const window: Captured = { picture: track, hasSound: false, surface: 'window', label: '' };
const people = (share: Permission = 'everyone', hosts: readonly number[] = [0]): MeetingEvent =>
  roster(['Ada', 'Bo', 'Cy'], { hosts, policy: { permissions: { share, chat: 'everyone', reactions: 'everyone', files: 'everyone' } } });
const meeting = [viewport(1280, 640), slotsReady(track), people()];
const says = (leaf: number, screen: boolean, isScreenPaused = false) => memberSays(leaf, { screen, isScreenPaused });
const shown = (state: MeetingState) => shareTiles(state)[0];
const carries = (leaf: number): MeetingEvent => ({ type: 'slotCarries', mid: '4', leaf, source: 'screen' });
const sent = (screen: number): MeetingEvent => ({
  type: 'statsRead',
  sent: { microphone: 0, camera: 0, screen },
  look: { time: 0, sent: { bytes: 0, lossRate: 0, limitation: 'none' }, received: [], roundTripMs: undefined },
  hop: after([]).hop,
});
const captured = (what: Partial<Captured> = {}): MeetingEvent => ({ type: 'screenCaptured', captured: { ...window, ...what } });

test('a click opens the card and another closes it; neither captures anything', () => {
  const open = after([...meeting, { type: 'shareClicked' }]);
  expect(open.share).toMatchObject({ step: 'choosing', captured: undefined });
  expect(after([{ type: 'shareClicked' }], open).share.step).toBe('off');
});

test('what is captured is said to nobody before it is confirmed', () => {
  const preview = after([...meeting, { type: 'screenPicking' }, captured()]);
  expect(preview.share.step).toBe('preview');
  expect(isShareLit(preview.share)).toBe(true);
  expect(saysShare(preview.share)).toEqual({ screen: false, isScreenPaused: false });
  const live = after([{ type: 'screenShown' }], preview);
  expect(saysShare(live.share)).toEqual({ screen: true, isScreenPaused: false });
});

test('held and paused are told as a pause', () => {
  const live = after([...meeting, captured(), { type: 'screenShown' }]);
  for (const type of ['screenHeld', 'screenPaused'] as const) {
    expect(saysShare(after([{ type }], live).share)).toEqual({ screen: true, isScreenPaused: true });
  }
});

test('a click on confirm alone makes nothing live', () => {
  const preview = after([...meeting, captured(), { type: 'shareConfirmed' }]);
  expect(preview.share.step).toBe('preview');
});

test('the whole screen needs to be meant, by asking for it or by saying so afterwards', () => {
  const chosen = after([...meeting, captured({ surface: 'screen' })]);
  expect(mayConfirm(chosen)).toBe(false);
  expect(mayConfirm(after([{ type: 'shareWholeMeant', isMeant: true }], chosen))).toBe(true);
  const asked = after([...meeting, { type: 'shareClicked' }, { type: 'shareWholeClicked' }, { type: 'sharePickClicked' }]);
  expect(mayConfirm(after([captured({ surface: 'screen' })], asked))).toBe(true);
  const ended = after([captured({ surface: 'screen' }), { type: 'screenEnded' }, captured({ surface: 'screen' })], asked);
  expect(mayConfirm(ended)).toBe(false);
});

test('the lamp stays on while pictures still leave', () => {
  const ended = after([...meeting, captured(), { type: 'screenShown' }, sent(10), { type: 'screenEnded' }, sent(12)]);
  expect(isShareLit(ended.share)).toBe(true);
  expect(isShareLit(after([sent(12)], ended).share)).toBe(false);
});

test('one share is seen at a time: the one that was seen first', () => {
  const both = after([...meeting, says(2, true), says(1, true)]);
  expect(sharerOf(both)?.name).toBe('Cy');
  expect(sharerOf(after([says(2, false)], both))?.name).toBe('Bo');
  expect(mayConfirm(after([captured()], both))).toBe(false);
});

test('a share against the rules is seen by nobody, also one that began before them', () => {
  const sharing = after([...meeting, says(1, true), carries(1)]);
  expect(shown(sharing)?.name).toBe('Bo');
  expect(shown(after([people('hosts')], sharing))).toBeUndefined();
  expect(shown(after([people('nobody', [0, 1])], sharing))).toBeUndefined();
  expect(shown(after([people('hosts', [0, 1])], sharing))?.name).toBe('Bo');
  expect(mayConfirm(after([people('hosts', [1]), captured()], after(meeting)))).toBe(false);
});

test('a share is drawn under the name of the key that opened it, and never while it is paused', () => {
  const sharing = after([...meeting, says(1, true)]);
  expect(shown(sharing)?.picture).toBeUndefined();
  expect(shown(after([carries(2)], sharing))?.picture).toBeUndefined();
  expect(shown(after([carries(1)], sharing))).toMatchObject({ name: 'Bo', picture: track });
  const paused = shown(after([carries(1), says(1, true, true)], sharing));
  expect(paused).toMatchObject({ isPaused: true, picture: undefined });
});

test('the share is asked for first, as tall as it is drawn, and its sound with it', () => {
  const wishes = nextWishes(after([...meeting, says(1, true)]));
  expect(wishes[0]).toMatchObject({ connection: 101, source: 'screen', height: 640 });
  expect(wishes).toContainEqual(expect.objectContaining({ connection: 101, source: 'screen_audio', height: 0 }));
  expect(slotsNeeded(after([...meeting, says(1, true)]))).toEqual({ video: 3, audio: 3 });
});
