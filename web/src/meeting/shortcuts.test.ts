import { expect, test } from 'vitest';
import { after, roster } from './fixtures';
import { type Press, eventOf, shortcuts } from './shortcuts';
import { initialState } from './state';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: `Key${key.toUpperCase()}`,
  isRepeated: false,
  isCombined: false,
  isTyping: false,
  isOnTick: false,
  tile: undefined,
  ...more,
});
const open = after([
  roster(['Ada', 'Bo']),
  { type: 'pushToTalkToggled' },
  { type: 'overlayToggled', overlay: 'shortcuts' },
  { type: 'panelToggled', panel: 'people' },
]);

test('every key of the list does something, in both cases of its letter', () => {
  for (const { key } of shortcuts) {
    for (const written of key.length === 1 ? [key, key.toLowerCase()] : [key]) {
      expect(eventOf(open, press(written, { tile: '1 camera' })), written).toBeDefined();
    }
  }
});

test('no key stands twice in the list', () => {
  expect(new Set(shortcuts.map((shortcut) => shortcut.key)).size).toBe(shortcuts.length);
});

test('who types writes letters, and only Escape stays a command', () => {
  for (const { key } of shortcuts) {
    const event = eventOf(open, press(key, { isTyping: true, tile: '1 camera' }));
    expect(event === undefined, key).toBe(key !== 'Escape');
  }
});

test('a key held down or combined does nothing', () => {
  for (const { key } of shortcuts) {
    expect(eventOf(open, press(key, { isRepeated: true, tile: '1 camera' }))).toBeUndefined();
    expect(eventOf(open, press(key, { isCombined: true, tile: '1 camera' }))).toBeUndefined();
  }
  expect(eventOf(open, press('Z'))).toBeUndefined();
});

test('on a board without Latin letters the key at the same place counts', () => {
  expect(eventOf(open, press('ь', { code: 'KeyM' }))).toEqual({ type: 'deviceToggled', device: 'microphone' });
});

test('P pins the tile in question, and without one lets go what is pinned', () => {
  expect(eventOf(initialState, press('p'))).toBeUndefined();
  expect(eventOf(initialState, press('p', { tile: '2 camera' }))).toEqual({ type: 'tilePinned', tile: '2 camera' });
  const pinned = after([{ type: 'tilePinned', tile: '3 screen' }]);
  expect(eventOf(pinned, press('p'))).toEqual({ type: 'tilePinned', tile: '3 screen' });
});

test('Escape closes one thing at a time, the uppermost first', () => {
  expect(eventOf(open, press('Escape'))).toEqual({ type: 'overlayClosed' });
  expect(eventOf(after([{ type: 'overlayClosed' }], open), press('Escape'))).toEqual({ type: 'panelClosed' });
  expect(eventOf(initialState, press('Escape'))).toBeUndefined();
});
