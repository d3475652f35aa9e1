// Who went without a goodbye, for the minute in which they may come back. That they did not say
// goodbye is the server's word: it is shown, and lets nobody in.
import type { Member, MeetingState } from './state';

export interface LostPerson {
  readonly connection: number;
  readonly name: string;
}

export const placeKeptMs = 60_000;

export function withLost(state: MeetingState, connection: number): MeetingState {
  const member = state.members.find((candidate) => candidate.connection === connection);
  if (member === undefined || member.isSelf) return state;
  const { name } = member;
  return { ...state, lost: [...withoutLost(state.lost, connection), { connection, name }] };
}

export function withoutLost(lost: readonly LostPerson[], connection: number): readonly LostPerson[] {
  return lost.filter((person) => person.connection !== connection);
}

/** Whoever comes under a name that was missed is taken for back. */
export function stillLost(lost: readonly LostPerson[], before: readonly Member[], now: readonly Member[]): readonly LostPerson[] {
  const known = new Set(before.map((member) => member.connection));
  const arrived = new Set(now.filter((member) => !known.has(member.connection)).map((member) => member.name));
  return lost.filter((person) => !arrived.has(person.name));
}
