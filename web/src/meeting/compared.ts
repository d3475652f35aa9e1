// Who counts as compared: people whose safety code this person held against their own over another
// channel. A mark is on the fingerprint of a signature key and not on a name or a place, so it lasts
// through epochs, is worth nothing under another key, and ends with the meeting. Losing one is told.
import { looksAlike } from '../base/names';

/** What of a member matters here. */
export interface Person {
  readonly name: string;
  readonly connection: number;
  readonly fingerprint: string;
  readonly isSelf: boolean;
}

export interface Marks {
  /** Fingerprints. */
  readonly compared: readonly string[];
  /** People with a mark who are not here now: whoever takes their name or place has to be told. */
  readonly comparedGone: readonly Person[];
}

/** Somebody who was compared, and who is now in their place under another key. */
export interface Loss {
  readonly who: string;
  readonly isSameConnection: boolean;
}

export function isCompared(marks: Marks, person: Person): boolean {
  return marks.compared.includes(person.fingerprint);
}

export function mark(marks: Marks, person: Person, isMarked: boolean): Marks {
  if (person.isSelf) return marks;
  const rest = marks.compared.filter((fingerprint) => fingerprint !== person.fingerprint);
  return { ...marks, compared: isMarked ? [...rest, person.fingerprint] : rest };
}

/** Whose marks are lost between two rosters, and the marks after them. */
export function comparedLosses(
  marks: Marks,
  before: readonly Person[],
  after: readonly Person[],
): { readonly marks: Marks; readonly losses: readonly Loss[] } {
  const here = new Set(after.map((person) => person.fingerprint));
  const known = new Set(before.map((person) => person.fingerprint));
  const newcomers = after.filter((person) => !person.isSelf && !known.has(person.fingerprint));
  const marked = before.filter((person) => isCompared(marks, person));
  const missing = [...marks.comparedGone, ...marked].filter((person) => !here.has(person.fingerprint));

  const losses: Loss[] = [];
  const gone: Person[] = [];
  const lost = new Set<string>();
  for (const person of missing) {
    const other = newcomers.find((newcomer) => isInPlaceOf(newcomer, person));
    if (other === undefined) gone.push(person);
    else {
      losses.push({ who: person.name, isSameConnection: other.connection === person.connection });
      lost.add(person.fingerprint);
    }
  }
  const compared = marks.compared.filter((fingerprint) => !lost.has(fingerprint));
  return { marks: { compared, comparedGone: gone }, losses };
}

function isInPlaceOf(newcomer: Person, person: Person): boolean {
  return newcomer.connection === person.connection || looksAlike(newcomer.name, person.name);
}

// ---- from one device's screen to another's camera -------------------------------------------------

/**
 * marked: the code is this person's, and is now marked. stranger: it belongs to nobody here. differs:
 * the person is here, but the devices are not in the same state. own: this device's own. foreign: no
 * code of ours at all.
 */
export interface Scan {
  readonly outcome: 'marked' | 'stranger' | 'differs' | 'own' | 'foreign';
  /** Whose it is; empty for nobody's. */
  readonly name: string;
  readonly fingerprint: string;
}

const codePattern = /^conclave:1:([0-9a-f]{32}):([0-9]{30})$/;

/** What a QR code of this device says: which key is its own, and what it takes the group to be. */
export function codeText(fingerprint: string, safetyCode: string): string {
  return `conclave:1:${fingerprint}:${safetyCode}`;
}

export function readCode(text: string, members: readonly Person[], safetyCode: string): Scan {
  const match = codePattern.exec(text);
  if (match === null) return { outcome: 'foreign', name: '', fingerprint: '' };
  const fingerprint = match[1] ?? '';
  const person = members.find((member) => member.fingerprint === fingerprint);
  if (person === undefined) return { outcome: 'stranger', name: '', fingerprint };
  return { outcome: outcomeFor(person, match[2] === safetyCode), name: person.name, fingerprint };
}

function outcomeFor(person: Person, isSameState: boolean): 'own' | 'marked' | 'differs' {
  if (person.isSelf) return 'own';
  return isSameState ? 'marked' : 'differs';
}
