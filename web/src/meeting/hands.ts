// Raised hands, in the order in which they went up: the same on every device.
import { isAllowed } from './permissions';
import { type Member, type MeetingState, self } from './state';

/** Whoever raised theirs first is first; of two at once, the lower leaf. */
export function raisedHands(state: MeetingState): readonly Member[] {
  const raised = state.members.filter((member) => isRaised(state, member));
  return raised.sort((a, b) => handOf(a) - handOf(b) || a.leaf - b.leaf);
}

/** From 1; undefined for a hand that is down. */
export function placeOf(state: MeetingState, leaf: number): number | undefined {
  const index = raisedHands(state).findIndex((member) => member.leaf === leaf);
  return index < 0 ? undefined : index + 1;
}

/** One's own, as the others are told. */
export function isOwnHandUp(state: MeetingState): boolean {
  const me = self(state);
  return state.conversation.isHandRaised && me !== undefined && isAllowed(state.policy, me, 'reactions');
}

function isRaised(state: MeetingState, member: Member): boolean {
  return handOf(member) > 0 && isAllowed(state.policy, member, 'reactions');
}

function handOf(member: Member): number {
  return member.says?.hand ?? 0;
}
