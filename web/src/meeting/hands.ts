// Raised hands, in the order in which they went up: the same on every device.
import type { Member, MeetingState } from './state';

/** Whoever raised theirs first is first; of two at once, the lower leaf. */
export function raisedHands({ members }: MeetingState): readonly Member[] {
  const raised = members.filter((member) => handOf(member) > 0);
  return raised.sort((a, b) => handOf(a) - handOf(b) || a.leaf - b.leaf);
}

/** From 1; undefined for a hand that is down. */
export function placeOf(state: MeetingState, leaf: number): number | undefined {
  const index = raisedHands(state).findIndex((member) => member.leaf === leaf);
  return index < 0 ? undefined : index + 1;
}

function handOf(member: Member): number {
  return member.says?.hand ?? 0;
}
