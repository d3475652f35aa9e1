// A name's tone and mark: the same on every device, and saying nothing more than that.

export const toneCount = 6;

export function toneOf(name: string): number {
  const hash = hashOf(name);
  return ((hash ^ (hash >>> 15)) >>> 0) % toneCount;
}

export function markOf(name: string, markCount: number): number {
  return ((hashOf(name) >>> 7) % 1009) % markCount;
}

/** FNV-1a: short names that differ little still get different marks. */
function hashOf(name: string): number {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return hash >>> 0;
}
