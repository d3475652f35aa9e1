// What a key does in a meeting: one table, for the keys and for the list of them that `?` shows.
import type { UserEvent } from './events';
import { mayI } from './permissions';
import type { MeetingState } from './state';

export type Shortcut =
  | 'microphone'
  | 'talk'
  | 'camera'
  | 'hand'
  | 'chat'
  | 'arrangement'
  | 'pin'
  | 'names'
  | 'help'
  | 'close';

/** A key that went down, and where. */
export interface Press {
  /** As KeyboardEvent has them: what it writes, and which key of the board it is. */
  readonly key: string;
  readonly code: string;
  readonly isRepeated: boolean;
  /** Held together with Control, Alt or the like: that is the browser's, not ours. */
  readonly isCombined: boolean;
  /** In a field, where keys are letters. */
  readonly isTyping: boolean;
  /** On a box to tick, reached by keys: only Space ticks it. */
  readonly isOnTick: boolean;
  /** The tile that is pointed at or has the focus. */
  readonly tile: string | undefined;
}

export const shortcuts: readonly { readonly key: string; readonly does: Shortcut }[] = [
  { key: 'M', does: 'microphone' },
  { key: 'Space', does: 'talk' },
  { key: 'V', does: 'camera' },
  { key: 'H', does: 'hand' },
  { key: 'C', does: 'chat' },
  { key: 'L', does: 'arrangement' },
  { key: 'P', does: 'pin' },
  { key: 'N', does: 'names' },
  { key: '?', does: 'help' },
  { key: 'Escape', does: 'close' },
];

/** What the press asks for; nothing for keys that are not ours. */
export function eventOf(state: MeetingState, press: Press): UserEvent | undefined {
  const does = shortcutOf(press);
  if (does === undefined || press.isRepeated || press.isCombined) return undefined;
  if (press.isTyping && does !== 'close') return undefined;
  switch (does) {
    case 'talk':
      return talkOf(state, press);
    case 'microphone':
    case 'camera':
      return { type: 'deviceToggled', device: does };
    case 'hand':
      return mayI(state, 'reactions') ? { type: 'handToggled' } : undefined;
    case 'chat':
      return { type: 'panelToggled', panel: 'chat' };
    case 'arrangement':
      return { type: 'arrangementToggled' };
    case 'pin':
      return pinOf(state, press);
    case 'names':
      return { type: 'namesHeld', isHeld: true };
    case 'help':
      return { type: 'overlayToggled', overlay: 'shortcuts' };
    case 'close':
      return closeOf(state);
  }
}

/** By what the key writes; where that is no Latin letter, by where it lies. */
export function shortcutOf({ key, code }: Pick<Press, 'key' | 'code'>): Shortcut | undefined {
  if (key === ' ') return 'talk';
  const isForeignLetter = key.length === 1 && key.charCodeAt(0) > 0x7f;
  const wanted = isForeignLetter ? code.replace(/^Key/, '') : key.length === 1 ? key.toUpperCase() : key;
  return shortcuts.find((shortcut) => shortcut.key === wanted)?.does;
}

function talkOf(state: MeetingState, press: Press): UserEvent | undefined {
  return isForTalking(state, press) ? { type: 'talkHeld', isHeld: true } : undefined;
}

/** Whether Space talks, and does nothing else: buttons, which it would press, have Enter. */
export function isForTalking({ setup }: MeetingState, press: Press): boolean {
  const isElsewhere = press.isCombined || press.isTyping || press.isOnTick;
  return setup.isPushToTalk && shortcutOf(press) === 'talk' && !isElsewhere;
}

/** The tile in question; without one, whatever is pinned is let go. */
function pinOf({ view }: MeetingState, { tile }: Press): UserEvent | undefined {
  const pinned = tile ?? view.pinned;
  return pinned === undefined ? undefined : { type: 'tilePinned', tile: pinned };
}

/** One thing at a time, the uppermost first. */
function closeOf({ view, panel }: MeetingState): UserEvent | undefined {
  if (view.overlay !== 'none') return { type: 'overlayClosed' };
  return panel === 'none' ? undefined : { type: 'panelClosed' };
}
