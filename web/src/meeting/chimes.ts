// Which short tone a change deserves. Only what comes from the keys sounds: knocks that opened, and
// the roster.
import { type MeetingState, isHost } from './state';

export type Chime = 'knock' | 'join' | 'leave';

export function chimeFor(before: MeetingState, after: MeetingState): Chime | undefined {
  const isInside = before.phase.type === 'meeting' && after.phase.type === 'meeting';
  if (!isInside || !after.hasChimes) return undefined;
  if (isHost(after) && hasMore(before.knocks, after.knocks)) return 'knock';
  if (before.members.length === 0) return undefined; // who was here before us did not come just now
  if (hasMore(before.members, after.members)) return 'join';
  return hasMore(after.members, before.members) ? 'leave' : undefined;
}

interface Somebody {
  readonly connection: number;
}

function hasMore(before: readonly Somebody[], after: readonly Somebody[]): boolean {
  if (before === after) return false;
  const known = new Set(before.map((one) => one.connection));
  return after.some((one) => !known.has(one.connection));
}
