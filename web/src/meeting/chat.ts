// What was said, line by line: words, and where a poll was made or a file was offered.
import type { MessageId } from '../e2ee/messages';

export interface Author {
  readonly leaf: number;
  /** The name of then: people leave, and leaves are given to others. */
  readonly name: string;
  readonly isSelf: boolean;
}

/** What a line answers. Empty words: it was said before this person came, or is too long ago. */
export interface Quote {
  readonly name: string;
  readonly text: string;
}

export type LineBody =
  | { readonly type: 'words'; readonly text: string; readonly quote: Quote | undefined }
  | { readonly type: 'poll'; readonly question: string }
  | { readonly type: 'file'; readonly name: string };

export interface Line {
  /** Counts the lines of this visit. */
  readonly key: number;
  readonly id: MessageId;
  readonly author: Author;
  /** When this page heard it, in milliseconds since 1970. */
  readonly time: number;
  readonly body: LineBody;
}

export const linesMax = 2_000;
/** What the core takes (src/base/limits.h). */
export const wordsBytesMax = 4_000;
const quoteCharactersMax = 160;

export function sameId(a: MessageId, b: MessageId): boolean {
  return a.connection === b.connection && a.number === b.number;
}

/** The last ones stay; the next key is one more than the last. */
export function withLine(lines: readonly Line[], line: Omit<Line, 'key'>): readonly Line[] {
  const key = (lines.at(-1)?.key ?? 0) + 1;
  return [...lines, { ...line, key }].slice(-linesMax);
}

export function quoteOf(lines: readonly Line[], replyTo: MessageId | undefined): Quote | undefined {
  if (replyTo === undefined) return undefined;
  const line = findLine(lines, replyTo);
  if (line === undefined) return { name: '', text: '' };
  return { name: line.author.name, text: excerpt(line) };
}

/** The last line with this id. */
export function findLine(lines: readonly Line[], wanted: MessageId): Line | undefined {
  return lines.findLast(({ id }) => sameId(id, wanted));
}

/** A line in few words, for a quote and for whom the panel is closed to. */
export function excerpt({ body }: Line): string {
  const words = Array.from(wordsOf(body).replace(/\s+/gu, ' '));
  return words.length > quoteCharactersMax ? `${words.slice(0, quoteCharactersMax).join('')}…` : words.join('');
}

function wordsOf(body: LineBody): string {
  switch (body.type) {
    case 'words':
      return body.text;
    case 'poll':
      return body.question;
    case 'file':
      return body.name;
  }
}

/** Lines of one person in a row, so close that one name and one time do for all of them. */
export interface LineGroup {
  readonly author: Author;
  readonly lines: readonly [Line, ...Line[]];
}

const groupMs = 180_000;

export function lineGroups(lines: readonly Line[]): readonly LineGroup[] {
  const groups: LineGroup[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && belongs(last, line)) {
      groups[groups.length - 1] = { ...last, lines: [...last.lines, line] };
    } else {
      groups.push({ author: line.author, lines: [line] });
    }
  }
  return groups;
}

function belongs({ lines }: LineGroup, line: Line): boolean {
  const [first] = lines;
  return first.id.connection === line.id.connection && line.time - first.time < groupMs;
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
