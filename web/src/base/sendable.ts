// What a person typed, as the core takes it (check_text in src/e2ee/text.h): without the characters
// that it refuses, which have no picture; breaks of lines and tabs become spaces.

const refused = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/gu;

/** Nothing but what may stand in one line. */
export function sendableLine(typed: string): string {
  return typed.replace(/\s*[\t\n\v\f\r\u2028\u2029]\s*/gu, ' ').replace(refused, '').trim();
}

/** The same, keeping lines. */
export function sendableLines(typed: string): string {
  const lines = typed.replace(/\r\n?|[\u2028\u2029]/g, '\n').split('\n');
  return lines.map((line) => line.replace(/\t/g, '  ').replace(refused, '')).join('\n').trim();
}
