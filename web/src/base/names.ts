// Names are what people say of themselves. Nothing here can tell whether a name is true; it tells
// when a name is drawn so that it could be taken for another, or hides how it is written.
import { plainLetters } from './look_alikes';
import { sendableLine } from './sendable';

/** What is odd about a name, if anything; the words for it are the page's. */
export type NameWarning =
  | { readonly type: 'same' }
  /** Could be taken for this other name. */
  | { readonly type: 'looksLike'; readonly other: string }
  | { readonly type: 'direction' }
  | { readonly type: 'invisible' }
  | { readonly type: 'mixed'; readonly scripts: readonly Script[] }
  | { readonly type: 'symbols' };

/** None for an ordinary name. `others` are the names of everybody else here. */
export function nameWarnings(name: string, others: readonly string[]): readonly NameWarning[] {
  return [...likenessWarnings(name, others), ...spellingWarnings(name)];
}

/**
 * For drawing: what cannot be seen is written out, and directions of writing stay inside, so that
 * a name cannot rearrange the words around it.
 */
export function displayName(name: string): string {
  return `${isolate}${name.replace(hidden, codePoint)}${popIsolate}`;
}

const isolate = '\u2068'; // first strong isolate: the name's own letters decide its direction
const popIsolate = '\u2069';

/**
 * What a person typed as a name, as the core takes it (check_name in src/e2ee/participant.h): without
 * characters that it refuses, and not too long. Empty when nothing is left.
 */
export function sendableName(typed: string): string {
  let name = '';
  let size = 0;
  for (const character of sendableLine(typed)) {
    size += new TextEncoder().encode(character).length;
    if (size > nameBytesMax) break;
    name += character;
  }
  return name.trim();
}

const nameBytesMax = 128;

// ---- names of others ----------------------------------------------------------------------------

function likenessWarnings(name: string, others: readonly string[]): readonly NameWarning[] {
  const own = looksOf(name);
  const like = others.filter((other) => isAlike(own, looksOf(other)));
  const [other] = like;
  if (other === undefined) return [];
  const isSame = like.some((one) => one.normalize() === name.normalize());
  return [isSame ? { type: 'same' } : { type: 'looksLike', other }];
}

/** Two names are alike when any of their looks are the same. */
interface Looks {
  /** The same letters, whatever their case, accents and spaces. */
  readonly spelling: string;
  /** The same when each letter is taken for the plain one that it looks like. */
  readonly letters: string;
  /** The same strokes: I, l and 1; m and rn. */
  readonly strokes: string;
}

/** Whether one name could be taken for the other, or is the same. */
export function looksAlike(a: string, b: string): boolean {
  return isAlike(looksOf(a), looksOf(b));
}

function isAlike(a: Looks, b: Looks): boolean {
  return a.spelling === b.spelling || a.letters === b.letters || a.strokes === b.strokes;
}

/** The page draws often, and asks about the same names each time. */
const remembered = new Map<string, Looks>();
const rememberedMax = 1_000;

function looksOf(name: string): Looks {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= rememberedMax) remembered.clear();
  const looks = takeLooks(name);
  remembered.set(name, looks);
  return looks;
}

function takeLooks(name: string): Looks {
  const bare = bareLetters(name);
  const plain = plainLetters(bare);
  return {
    spelling: foldCase(bare),
    letters: plainLetters(foldCase(plain)).replace(/0/g, 'o').replace(/[1|]/g, 'l'),
    strokes: plain.replace(/0/g, 'O').replace(/[I1|]/g, 'l').replace(/m/g, 'rn').replace(/w/g, 'vv'),
  };
}

/**
 * Without what decorates: accents, vowel points, spaces, punctuation, invisible characters. Marks
 * of scripts in which they are letters in their own right (Devanagari, Thai and others) stay.
 */
function bareLetters(name: string): string {
  const whole = name.normalize('NFKD').replace(decoration, '');
  const letters = whole.replace(/(?!@)[\p{Z}\p{P}]/gu, '');
  return letters === '' ? whole : letters;
}

const decoration =
  /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u2800]|\p{Default_Ignorable_Code_Point}/gu;

/** Upper case first, since more letters fold that way: ß to SS, both small sigmas to one. */
function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase();
}

// ---- how a name is written ----------------------------------------------------------------------

function spellingWarnings(name: string): readonly NameWarning[] {
  const warnings: NameWarning[] = [];
  if (/\p{Bidi_Control}/u.test(name)) warnings.push({ type: 'direction' });
  if (hasInvisible(name)) warnings.push({ type: 'invisible' });
  const scripts = mixedScripts(name);
  if (scripts.length > 0) warnings.push({ type: 'mixed', scripts });
  if (symbols.test(name)) warnings.push({ type: 'symbols' });
  return warnings;
}

/** Joiners that scripts and emoji need, and the signs that choose an emoji's form or flag. */
const ordinary = [
  /(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})/gu,
  /(?<=[\p{L}\p{M}])(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}])[\u200c\u200d](?=[\p{L}\p{M}])/gu,
  /(?<=[\p{Emoji}\p{Script=Han}])[\ufe0e\ufe0f\u{e0100}-\u{e01ef}]/gu,
  /(?<=\u{1f3f4})[\u{e0020}-\u{e007e}]+\u{e007f}/gu,
];

/** Characters without a picture, and those whose picture is private. */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}\p{Co}\u2028\u2029\u2800\ufff9-\ufffc]/gu;

function hasInvisible(name: string): boolean {
  const rest = ordinary.reduce((text, joiner) => text.replace(joiner, ''), name);
  return (rest.match(hidden) ?? []).some((character) => !/\p{Bidi_Control}/u.test(character));
}

function codePoint(character: string, offset: number, name: string): string {
  const isOrdinary = ordinary.some((joiner) =>
    Array.from(name.matchAll(joiner)).some((match) => offset >= match.index && offset < match.index + match[0].length),
  );
  if (isOrdinary) return character;
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Mathematical, circled and the like; full-width letters too. The ordinals of "Mª José" are fine. */
const symbols =
  /[\u{1d400}-\u{1d7ff}\u2460-\u24ff\u2776-\u2793\u2100-\u2138\u213a-\u214f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{1f110}-\u{1f189}]/u;

/** Alphabets that are told apart. */
export type Script =
  | 'latin'
  | 'greek'
  | 'cyrillic'
  | 'armenian'
  | 'hebrew'
  | 'arabic'
  | 'georgian'
  | 'cherokee'
  | 'coptic'
  | 'thai'
  | 'devanagari'
  | 'eastAsian'
  | 'other';

const scripts: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['greek', /\p{Script=Greek}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['armenian', /\p{Script=Armenian}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['georgian', /\p{Script=Georgian}/u],
  ['cherokee', /\p{Script=Cherokee}/u],
  ['coptic', /\p{Script=Coptic}/u],
  ['thai', /\p{Script=Thai}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  // Written together as a matter of course.
  ['eastAsian', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u],
];

/** The scripts of the first word that is written in more than one, or none. */
function mixedScripts(name: string): readonly Script[] {
  for (const word of name.split(/[\p{Z}\p{P}\p{S}\p{N}]+/u)) {
    const letters = Array.from(word.matchAll(/\p{L}/gu), ([letter]) => letter).filter(hasScript);
    const found = new Set(letters.map(scriptOf));
    if (found.size > 1) return [...found];
  }
  return [];
}

function hasScript(letter: string): boolean {
  return !/\p{Script=Common}/u.test(letter);
}

function scriptOf(letter: string): Script {
  return scripts.find(([, pattern]) => pattern.test(letter))?.[0] ?? 'other';
}
