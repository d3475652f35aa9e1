// Who may use what, by the policy of the group. Every device keeps it by itself; this is for saying
// so before somebody tries.
import { type Feature, type Member, type MeetingState, type Policy, self } from './state';

export function isAllowed(policy: Policy, { isHost }: Pick<Member, 'isHost'>, feature: Feature): boolean {
  const permission = policy.permissions[feature];
  return permission === 'everyone' || (permission === 'hosts' && isHost);
}

export function mayI(state: MeetingState, feature: Feature): boolean {
  const me = self(state);
  return me !== undefined && isAllowed(state.policy, me, feature);
}
