// Why somebody is not seen or heard as they say they are: the nearest cause, so that a person knows
// whether to look at their own network, to wait, or to ask. Never nothing where something is missing.
import type { Member, MeetingState, Slot, SlotHealth } from './state';

/**
 * server: ours does not answer us. path: our sound and pictures are being set up again. lost: their
 * connection broke. silent: nothing is heard of them. keys: what comes of theirs does not open.
 * stalled: their picture came, and comes no more. quiet: so did their sound. coming: a picture was
 * asked for. Of sound nobody knows before it comes: the server sends only the loudest.
 */
export const troubles = ['server', 'path', 'lost', 'silent', 'keys', 'stalled', 'quiet', 'coming'] as const;
export type Trouble = (typeof troubles)[number];

export interface Seen {
  readonly seal: SlotHealth;
  /** They say that there is a picture. */
  readonly isOn: boolean;
  readonly slot: Slot | undefined;
  /** Of their microphone, if they say that it is open. */
  readonly sound: Slot | undefined;
}

export function troubleOf(state: MeetingState, member: Member, seen: Seen): Trouble | undefined {
  if (state.server !== 'online') return 'server';
  if (state.media !== 'connected') return 'path';
  if (state.lost.some((person) => person.connection === member.connection)) return 'lost';
  if (state.silent.includes(member.leaf)) return 'silent';
  if (seen.seal === 'shut') return 'keys';
  return pictureTrouble(seen) ?? soundTrouble(seen);
}

function pictureTrouble({ isOn, slot }: Seen): Trouble | undefined {
  if (!isOn) return undefined;
  if (slot === undefined || slot.framesDecoded === 0) return 'coming';
  return slot.health === 'idle' ? 'stalled' : undefined;
}

function soundTrouble({ sound }: Seen): Trouble | undefined {
  return sound !== undefined && sound.samplesReceived > 0 && sound.health === 'idle' ? 'quiet' : undefined;
}
