// Which of the catalogue's words go with which state.
import { assertNever } from '../base/assert_never';
import { displayName } from '../base/names';
import type { Scan } from '../meeting/compared';
import type { LayerKind } from '../meeting/layers';
import type { AlarmCause, NameWarning, Permission, Policy, SlotHealth } from '../meeting/state';
import type { Trouble } from '../meeting/trouble';
import { words } from '../text/catalogue';

/** What may not be forgotten about any meeting. */
export function facts(): readonly string[] {
  const { appToCome, serverSees, serverInterrupts, anyoneRecords, infectedDevice, keepsNothing } = words().truths;
  return [appToCome, serverSees, serverInterrupts, anyoneRecords, infectedDevice, keepsNothing];
}

/** From whom a layer does not protect. */
export function limitsOf(layer: LayerKind): readonly string[] {
  const { layers, truths } = words();
  switch (layer) {
    case 'platform':
      return [truths.serverSees, truths.serverInterrupts, truths.keepsNothing];
    case 'device':
      return [truths.webTrust, truths.infectedDevice, layers.device.unsafe];
    case 'people':
      return [layers.people.unsafe, truths.anyoneRecords];
    default:
      return [layers[layer].unsafe];
  }
}

export function warningText(warning: NameWarning): string {
  const { names } = words();
  switch (warning.type) {
    case 'looksLike':
      return names.looksLike(displayName(warning.other));
    case 'mixed':
      return names.mixed(warning.scripts);
    default:
      return names[warning.type];
  }
}

export function alarmText(cause: AlarmCause): string {
  const { alarms, wishes, troubles } = words().notices;
  switch (cause.kind) {
    case 'wish':
      return wishes[cause.reason];
    case 'page':
      return troubles[cause.trouble];
    case 'compared':
      return (cause.isSameConnection ? alarms.otherKeys : alarms.otherPerson)(displayName(cause.who));
    case 'forged':
    case 'replayed':
      return alarms[cause.kind];
    default:
      return alarms[cause.kind](cause.who === '' ? '' : displayName(cause.who));
  }
}

export function sealText(seal: SlotHealth, isSelf: boolean, epoch: number): string {
  const texts = words().tile.seal;
  if (seal === 'shut') return texts.shut;
  if (isSelf) return texts.own(epoch);
  return seal === 'sealed' ? texts.sealed(epoch) : texts.idle(epoch);
}

export function comparedText(isCompared: boolean): string {
  const { tile } = words();
  return isCompared ? tile.compared : tile.notCompared;
}

export function doorText({ isLocked, hasWaitingRoom }: Policy): string {
  const { door } = words().room;
  if (isLocked) return door.locked;
  return hasWaitingRoom ? door.waitingRoom : door.open;
}

/** What is the matter, and what may be behind it. */
export function troubleTexts(trouble: Trouble, name: string): readonly [what: string, why?: string] {
  const { tile } = words();
  const reasons: Partial<Record<Trouble, string>> = tile.reasons;
  const what = tile.troubles[trouble](name);
  const why = reasons[trouble];
  return why === undefined ? [what] : [what, why];
}

export function chipText(compared: number, others: number): string {
  const { room } = words();
  if (compared === 0) return room.compared.none;
  return compared === others ? room.compared.all : room.comparedSome(compared, others);
}

const namesShown = 3;

/** "Ada", "Ada and Bert", "Ada, Bert, Cleo and 4 others". */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map(displayName);
  return words().names.list(shown, names.length - shown.length);
}

/** What came of a scan. */
export function scanText({ outcome, name }: Scan): string {
  const { scanned } = words().verify;
  switch (outcome) {
    case 'marked':
    case 'differs':
      return scanned[outcome](displayName(name));
    case 'stranger':
    case 'own':
    case 'foreign':
      return scanned[outcome];
    default:
      return assertNever(outcome);
  }
}

/** Why a feature is shut to this person. */
export function forbiddenText(texts: Readonly<Record<'hosts' | 'nobody', string>>, permission: Permission): string {
  return texts[permission === 'nobody' ? 'nobody' : 'hosts'];
}
