// What the log says. Names are self-chosen, and drawn so that they cannot rearrange the sentence.
import { displayName } from '../base/names';
import type { LogRow } from '../meeting/log';
import type { Feature, LogLine, Permission, PolicyChange } from '../meeting/state';

export function logSentence({ line, renewedBy }: LogRow): string {
  const who = displayName(line.who);
  const by = displayName(line.by);
  switch (line.kind) {
    case 'started':
      return `${who} began the meeting.`;
    case 'here':
      return `${who} was here when you came.`;
    case 'admitted':
      return line.by === '' ? `${who} came in with the link.` : `${by} let ${who} in.`;
    case 'left':
      return `${who} left.`;
    case 'silenced':
      return `${who} was taken out: nothing was heard of them for too long.`;
    case 'removed':
      return `${by} removed ${who}.`;
    case 'hostNamed':
      return `${by} made ${who} a host.`;
    case 'hostUnnamed':
      return line.who === line.by ? `${who} stepped down as host.` : `${who} is no longer a host, by ${by}.`;
    case 'hostSucceeded':
      return `No host was left, so ${who} became host.`;
    case 'policyChanged':
      return policySentence(line);
    case 'keysRenewed':
      return `${nameList(renewedBy)} renewed their keys.`;
    case 'linkChanged':
      return `${by} changed the link. The old one lets no one in.`;
    case 'inviteMade':
      return `${by} made an invite for ${who}.`;
    case 'inviteUsed':
      return `${who} came in with the invite for ${by}.`;
    case 'refused':
      return `${who} tried a change that the rules do not allow. It did not happen.`;
  }
}

const namesShown = 3;

/** "Ada", "Ada and Bert", "Ada, Bert, Cleo and 4 others". */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map(displayName);
  const rest = names.length - shown.length;
  const last = rest === 0 ? shown.pop() : rest === 1 ? '1 other' : `${rest} others`;
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

function policySentence({ by, change }: LogLine): string {
  const name = displayName(by);
  return change === undefined ? `${name} changed the rules.` : changeSentence(name, change);
}

function changeSentence(by: string, change: PolicyChange): string {
  switch (change.field) {
    case 'isLocked':
      return change.value ? `${by} locked the meeting.` : `${by} unlocked the meeting.`;
    case 'hasWaitingRoom':
      return change.value
        ? `${by} opened a waiting room: hosts let people in.`
        : `${by} closed the waiting room: the link alone lets people in.`;
    case 'doNewcomersEnterMuted':
      return change.value ? `${by} had newcomers come in muted.` : `${by} let newcomers come in unmuted.`;
    case 'isRecordingAllowed':
      return change.value ? `${by} allowed recording.` : `${by} asked that nothing be recorded.`;
    case 'linkExpires':
      return change.value === 0
        ? `${by} let the link last as long as the meeting.`
        : `${by} let the link expire on ${momentOf(change.value)}.`;
    default:
      return `${by} changed who may ${featureWords[change.field]}: ${permissionWords[change.value]}.`;
  }
}

export const featureWords: Readonly<Record<Feature, string>> = {
  share: 'share their screen',
  chat: 'write in the chat',
  reactions: 'send reactions',
  files: 'send files',
};

export const permissionWords: Readonly<Record<Permission, string>> = {
  everyone: 'everyone',
  hosts: 'hosts only',
  nobody: 'no one',
};

/** A moment to come, by the clock and the customs of this device. */
export function momentOf(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}
