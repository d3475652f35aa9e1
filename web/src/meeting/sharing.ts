// Whose screen is to be seen: what a member said under the meeting's keys, if the rules let them.
import { isAllowed, mayI } from './permissions';
import type { Member, MeetingState } from './state';

/** Whose share is seen: of somebody else, and one at a time. The one seen first stays. */
export function sharerOf(state: MeetingState): Member | undefined {
  const sharers = state.members.filter((member) => isSharing(state, member));
  return sharers.find((member) => member.leaf === state.shownSharer) ?? sharers[0];
}

function isSharing(state: MeetingState, member: Member): boolean {
  return !member.isSelf && member.says?.screen === true && isAllowed(state.policy, member, 'share');
}

/** Whether the preview may be confirmed: by the rules, as the only one, and knowing what it is. */
export function mayConfirm(state: MeetingState): boolean {
  const { captured, isWholeMeant } = state.share;
  const isMeant = captured?.surface !== 'screen' || isWholeMeant;
  return captured !== undefined && isMeant && mayI(state, 'share') && sharerOf(state) === undefined;
}
