/** One or two letters that stand for a name while there is no picture. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter((word) => word !== '');
  const first = words[0];
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last].map((word) => firstLetter(word ?? '')).join('').toLocaleUpperCase();
}

/** Whole characters, also where one is written with several code units. */
function firstLetter(word: string): string {
  return Array.from(word)[0] ?? '';
}

export const toneCount = 6;

/** The same name has the same tone on every device; a tone says nothing more than that. */
export function toneOf(name: string): number {
  let hash = 2166136261; // FNV-1a: short names that differ little still get different tones
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return ((hash ^ (hash >>> 15)) >>> 0) % toneCount;
}
