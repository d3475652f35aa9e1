// The link is `https://host/#FRAGMENT`, whose fragment no browser sends. Its forms (src/e2ee/link.h):
//
//   SECRET          the meeting's first link: 16 random bytes
//   MEETING.KEY     a link after a change
//   i.MEETING.KEY   a personal invite, for one person and one use
//   ...~p           besides, a passphrase is needed
//
// Each part in capitals is 16 bytes, 22 characters of base64url. This page looks at the form only:
// what grows out of a link is the worker's business.
import { fromBase64Url, toBase64Url } from './base64url';

const partBytes = 16;
const invitePrefix = 'i.';
const passphraseSuffix = '~p';

type Random = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

export interface Link {
  readonly kind: 'general' | 'invite';
  readonly needsPassphrase: boolean;
  /** Whole, as the worker wants it. */
  readonly fragment: string;
}

/** Reads an address's fragment, with or without its '#'; undefined unless it has one of the forms. */
export function parseLink(fragment: string): Link | undefined {
  const text = fragment.replace(/^#/, '');
  const needsPassphrase = text.endsWith(passphraseSuffix);
  const bare = needsPassphrase ? text.slice(0, -passphraseSuffix.length) : text;
  const kind = bare.startsWith(invitePrefix) ? 'invite' : 'general';
  const parts = (kind === 'invite' ? bare.slice(invitePrefix.length) : bare).split('.');
  const isCounted = kind === 'invite' ? parts.length === 2 : parts.length <= 2;
  return isCounted && parts.every(isPart) ? { kind, needsPassphrase, fragment: text } : undefined;
}

function isPart(text: string): boolean {
  return fromBase64Url(text)?.length === partBytes;
}

/** The fragment of a new meeting. `random` fills bytes from the machine's entropy and returns them. */
export function newLink(withPassphrase: boolean, random: Random = fromMachine): string {
  return markPassphrase(toBase64Url(random(new Uint8Array(partBytes))), withPassphrase);
}

/** The same link, saying whether a passphrase is needed besides. */
export function markPassphrase(fragment: string, isNeeded: boolean): string {
  const bare = fragment.endsWith(passphraseSuffix) ? fragment.slice(0, -passphraseSuffix.length) : fragment;
  return isNeeded ? bare + passphraseSuffix : bare;
}

function fromMachine(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return crypto.getRandomValues(bytes);
}

export type LinkContent =
  | { readonly type: 'empty' }
  | { readonly type: 'secret'; readonly secret: string; readonly needsPassphrase: boolean }
  | { readonly type: 'malformed' };

/** What a page that was opened at this address is to do. */
export function readFragment(fragment: string): LinkContent {
  if (fragment.replace(/^#/, '') === '') return { type: 'empty' };
  const link = parseLink(fragment);
  if (link === undefined) return { type: 'malformed' };
  return { type: 'secret', secret: link.fragment, needsPassphrase: link.needsPassphrase };
}
