import { expect, test } from 'vitest';
import { after } from './fixtures';
import { eventOf } from './shortcuts';

const space = { key: ' ', code: 'Space', isRepeated: false, isCombined: false, isTyping: false, isOnTick: false, tile: undefined };

test('everything is processed until a person wants it otherwise', () => {
  const { setup } = after([{ type: 'processingToggled', what: 'echoCancellation' }]);
  expect(setup.processing).toEqual({ echoCancellation: false, noiseSuppression: true, autoGainControl: true });
});

test('a speaker that was pulled out is chosen no more', () => {
  const choices = [{ id: 'a', label: 'Desk' }, { id: 'b', label: 'Ears' }];
  const chosen = after([{ type: 'speakersListed', choices }, { type: 'speakerChosen', id: 'b' }]);
  expect(chosen.setup.speaker).toBe('b');
  expect(after([{ type: 'speakersListed', choices: choices.slice(0, 1) }], chosen).setup.speaker).toBe('');
});

test('the space bar talks only where that was wanted, and never in a field or on a box to tick', () => {
  const usual = after([]);
  expect(eventOf(usual, space)).toBeUndefined();
  const wanted = after([{ type: 'pushToTalkToggled' }]);
  expect(eventOf(wanted, space)).toEqual({ type: 'talkHeld', isHeld: true });
  expect(eventOf(wanted, { ...space, isTyping: true })).toBeUndefined();
  expect(eventOf(wanted, { ...space, isOnTick: true })).toBeUndefined();
});

test('a device that does not open leaves the one in use open, and says so', () => {
  const track = {} as MediaStreamTrack;
  const open = after([
    { type: 'deviceOpened', device: 'microphone', track, id: 'a' },
    { type: 'deviceTrouble', device: 'microphone', problem: 'busy' },
  ]);
  expect(open.devices.microphone).toMatchObject({ status: 'open', track, problem: 'busy' });
});

test('another device takes over without the lamp going out', () => {
  const track = {} as MediaStreamTrack;
  const switched = after([
    { type: 'deviceOpened', device: 'camera', track, id: 'a' },
    { type: 'deviceChosen', device: 'camera', id: 'b' },
  ]);
  expect(switched.devices.camera).toMatchObject({ status: 'open', track });
});
