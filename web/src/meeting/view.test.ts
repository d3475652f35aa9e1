import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after } from './fixtures';
import { initialView } from './view';

const viewAfter = (...events: readonly MeetingEvent[]) => after(events).view;

test('everything that is switched on is switched off the same way', () => {
  const pairs: readonly MeetingEvent[] = [
    { type: 'selfHiddenToggled' },
    { type: 'namesToggled' },
    { type: 'tilePinned', tile: '3 camera' },
    { type: 'overlayToggled', overlay: 'shortcuts' },
    { type: 'arrangementToggled' },
  ];
  for (const event of pairs) {
    expect(viewAfter(event)).not.toEqual(initialView);
    expect(viewAfter(event, event)).toEqual(initialView);
  }
});

test('names are for who asks, and only while they ask', () => {
  expect(initialView).toMatchObject({ hasNames: false, areNamesHeld: false });
  expect(viewAfter({ type: 'namesHeld', isHeld: true }).areNamesHeld).toBe(true);
  expect(viewAfter({ type: 'namesHeld', isHeld: true }, { type: 'namesHeld', isHeld: false })).toEqual(initialView);
});

test('one overlay is open at a time, and any of them is closed', () => {
  const more: MeetingEvent = { type: 'overlayToggled', overlay: 'more' };
  const shortcuts: MeetingEvent = { type: 'overlayToggled', overlay: 'shortcuts' };
  expect(viewAfter(more, shortcuts).overlay).toBe('shortcuts');
  expect(viewAfter(more, { type: 'overlayClosed' }).overlay).toBe('none');
});

test('habits outlive a meeting; what was about its people does not', () => {
  const view = viewAfter(
    { type: 'themeChosen', theme: 'light' },
    { type: 'namesToggled' },
    { type: 'tilePinned', tile: '3 camera' },
    { type: 'pageTurned', page: 2 },
    { type: 'over', reason: 'left' },
  );
  expect(view).toEqual({ ...initialView, theme: 'light', hasNames: true });
});
