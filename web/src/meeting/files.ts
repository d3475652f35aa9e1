// Files that people offer. An offer is a name and a size; bytes come only to who asked for them.
import type { MessageId } from '../e2ee/messages';
import { sameId } from './chat';

/** silent: the sender does not answer. wrong: what came is not what was offered. */
export type FileFailure = 'silent' | 'wrong';

/**
 * offered: nothing was asked for. coming: it was, and so much is there. here: all of it is, in this
 * page's memory. barred: the rules of now allow its sender no files. withdrawn: its sender took it
 * back. gone: its sender has left.
 */
export type FileStatus =
  | { readonly type: 'offered' }
  | { readonly type: 'coming'; readonly received: number }
  | { readonly type: 'here'; readonly url: string }
  | { readonly type: 'failed'; readonly reason: FileFailure }
  | { readonly type: 'barred' }
  | { readonly type: 'withdrawn' }
  | { readonly type: 'gone' };

export interface OfferedFile {
  readonly id: MessageId;
  readonly isOwn: boolean;
  readonly name: string;
  readonly size: number;
  readonly status: FileStatus;
}

const filesMax = 200;

export function withFile(files: readonly OfferedFile[], file: Omit<OfferedFile, 'status'>): readonly OfferedFile[] {
  const others = files.filter(({ id }) => !sameId(id, file.id));
  return [...others, { ...file, status: { type: 'offered' } as const }].slice(-filesMax);
}

export function findFile(files: readonly OfferedFile[], id: MessageId): OfferedFile | undefined {
  return files.find((file) => sameId(file.id, id));
}

export function withStatus(files: readonly OfferedFile[], id: MessageId, status: FileStatus): readonly OfferedFile[] {
  const isMeant = (file: OfferedFile) => sameId(file.id, id) && canChange(file) && file.status.type !== 'barred';
  return files.map((file) => (isMeant(file) ? { ...file, status } : file));
}

/** Whoever sends something has the last word on it. */
export function withWithdrawn(files: readonly OfferedFile[], id: MessageId, by: number): readonly OfferedFile[] {
  const isMeant = (file: OfferedFile) => by === id.connection && sameId(file.id, id) && canChange(file);
  return files.map((file) => (isMeant(file) ? { ...file, status: { type: 'withdrawn' } as const } : file));
}

/** Files of people who are not here any more can be had from nobody. */
export function withPresent(files: readonly OfferedFile[], present: ReadonlySet<number>): readonly OfferedFile[] {
  const isLost = (file: OfferedFile) => canChange(file) && !present.has(file.id.connection);
  if (!files.some(isLost)) return files;
  return files.map((file) => (isLost(file) ? { ...file, status: { type: 'gone' } as const } : file));
}

/** An offer lasts as long as the rules allow its sender to make it; allowed again, it stands again. */
export function withAllowed(files: readonly OfferedFile[], allowed: ReadonlySet<number>): readonly OfferedFile[] {
  return files.map((file) => {
    const isBarred = file.status.type === 'barred';
    if (!canChange(file) || isBarred !== allowed.has(file.id.connection)) return file;
    return { ...file, status: { type: isBarred ? 'offered' : 'barred' } as const };
  });
}

/** What is here stays, and what is lost stays lost. */
function canChange({ status }: OfferedFile): boolean {
  return status.type !== 'here' && status.type !== 'withdrawn' && status.type !== 'gone';
}

const nameBytesMax = 200;

/**
 * A name as the core takes it and as a file system can bear it; its ending is kept. Used both for
 * what is offered and, since the others' names are only what they say, for what is saved.
 */
export function plainFileName(name: string): string {
  const plain = name.replace(unfit, '_').replace(/^[\s.]+|[\s.]+$/gu, '');
  const ending = /\.[^.]{1,12}$/u.exec(plain)?.[0] ?? '';
  return `${shortened(plain.slice(0, plain.length - ending.length), nameBytesMax - ending.length * 4)}${ending}` || 'file';
}

/** Separators, what file systems refuse, what cannot be seen, and what turns the direction of writing. */
const unfit = /[/\\:*?"<>|\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

function shortened(text: string, bytesMax: number): string {
  const encoder = new TextEncoder();
  let size = 0;
  let kept = '';
  for (const character of text) {
    size += encoder.encode(character).length;
    if (size > bytesMax) break;
    kept += character;
  }
  return kept;
}
