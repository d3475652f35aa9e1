// What the log says. Names are drawn so that they cannot rearrange the sentence.
import { displayName } from '../base/names';
import type { LogRow } from '../meeting/log';
import type { LogLine, PolicyChange } from '../meeting/state';
import { momentOf, words } from '../text/catalogue';
import { nameList } from './sentences';

export function logSentence({ line, renewedBy }: LogRow): string {
  const { log } = words();
  const who = displayName(line.who);
  const by = displayName(line.by);
  switch (line.kind) {
    case 'admitted':
      return line.by === '' ? log.cameByLink(who) : log.admitted(who, by);
    case 'hostUnnamed':
      return line.who === line.by ? log.steppedDown(who) : log.hostUnnamed(who, by);
    case 'policyChanged':
      return policySentence(line);
    case 'keysRenewed':
      return log.keysRenewed(nameList(renewedBy), renewedBy.length);
    case 'linkChanged':
      return log.linkChanged(by);
    default:
      return log[line.kind](who, by);
  }
}

function policySentence({ by, change }: LogLine): string {
  const name = displayName(by);
  return change === undefined ? words().log.rulesChanged(name) : changeSentence(name, change);
}

function changeSentence(by: string, change: PolicyChange): string {
  const { log } = words();
  switch (change.field) {
    case 'isLocked':
    case 'hasWaitingRoom':
    case 'doNewcomersEnterMuted':
    case 'isRecordingAllowed':
      return log.switches[change.field](by, change.value);
    case 'linkExpires':
      return change.value === 0 ? log.linkLasts(by) : log.linkExpires(by, momentOf(change.value));
    default:
      return log.permission(by, change.field, change.value);
  }
}
