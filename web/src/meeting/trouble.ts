// Why somebody is not seen or heard as they say they are: the nearest cause, so that a person knows
// whether to look at their own network, to wait, or to ask. Never nothing where something is missing.
import type { Member, MeetingState, Slot, SlotHealth } from './state';

/**
 * server: ours does not answer us. path: our sound and pictures are being set up again. lost: their
 * connection broke. silent: nothing is heard of them. keys: what comes of theirs does not open.
 * stalled: their picture came, and comes no more. coming: it was asked for.
 */
export type Trouble = 'server' | 'path' | 'lost' | 'silent' | 'keys' | 'stalled' | 'coming';

export interface Seen {
  readonly seal: SlotHealth;
  /** They say that there is a picture. */
  readonly isOn: boolean;
  readonly slot: Slot | undefined;
}

export function troubleOf(state: MeetingState, member: Member, seen: Seen): Trouble | undefined {
  if (state.server !== 'online') return 'server';
  if (state.media !== 'connected') return 'path';
  if (state.lost.some((person) => person.connection === member.connection)) return 'lost';
  if (state.silent.includes(member.leaf)) return 'silent';
  if (seen.seal === 'shut') return 'keys';
  if (!seen.isOn) return undefined;
  if (seen.slot === undefined || seen.slot.framesDecoded === 0) return 'coming';
  return seen.slot.health === 'idle' ? 'stalled' : undefined;
}
