import type { Feature, Permission, PolicyChange } from '../../meeting/state';
import { rules } from './rules';

type SwitchField = (PolicyChange & { readonly value: boolean })['field'];

const switches: Readonly<Record<SwitchField, (by: string, isOn: boolean) => string>> = {
  isLocked: (by, isOn) => (isOn ? `${by} locked the meeting.` : `${by} unlocked the meeting.`),
  hasWaitingRoom: (by, isOn) =>
    isOn
      ? `${by} opened a waiting room: hosts let people in.`
      : `${by} closed the waiting room: the link alone lets people in.`,
  doNewcomersEnterMuted: (by, isOn) =>
    isOn ? `${by} had newcomers come in muted.` : `${by} let newcomers come in unmuted.`,
  isRecordingAllowed: (by, isOn) => (isOn ? `${by} allowed recording.` : `${by} asked that nothing be recorded.`),
};

/** Other languages need to know how many they are. */
const keysRenewed: (names: string, count: number) => string = (names) => `${names} renewed their keys.`;

/** Sentences about what happened. Names are self-chosen. */
export const log = {
  title: 'What happened',
  about: 'From the meeting’s keys, by this device’s clock. People choose their own names. It is gone when you leave.',
  empty: 'Nothing yet.',
  started: (who: string) => `${who} began the meeting.`,
  here: (who: string) => `${who} was here when you came.`,
  admitted: (who: string, by: string) => `${by} let ${who} in.`,
  cameByLink: (who: string) => `${who} came in with the link.`,
  left: (who: string) => `${who} left.`,
  silenced: (who: string) => `${who} was taken out: nothing was heard of them for too long.`,
  removed: (who: string, by: string) => `${by} removed ${who}.`,
  hostNamed: (who: string, by: string) => `${by} made ${who} a host.`,
  hostUnnamed: (who: string, by: string) => `${who} is no longer a host, by ${by}.`,
  steppedDown: (who: string) => `${who} stepped down as host.`,
  hostSucceeded: (who: string) => `No host was left, so ${who} became host.`,
  keysRenewed,
  linkChanged: (by: string) => `${by} changed the link. The old one lets no one in.`,
  inviteMade: (who: string, by: string) => `${by} made an invite for ${who}.`,
  inviteUsed: (who: string, invite: string) => `${who} came in with the invite for ${invite}.`,
  refused: (who: string) => `${who} tried a change that the rules do not allow. It did not happen.`,
  rulesChanged: (by: string) => `${by} changed the rules.`,
  switches,
  linkLasts: (by: string) => `${by} let the link last as long as the meeting.`,
  linkExpires: (by: string, moment: string) => `${by} let the link expire on ${moment}.`,
  permission: (by: string, feature: Feature, permission: Permission) =>
    `${by} changed who may ${rules.features[feature]}: ${rules.permissions[permission]}.`,
};
