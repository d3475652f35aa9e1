// The link is `https://host/#SECRET`: 128 random bits that no server ever sees.
import { fromBase64Url, toBase64Url } from './base64url';

const secretBytes = 16;

/** `random` fills bytes from the machine's entropy and returns them. */
export function newSecret(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return toBase64Url(random(new Uint8Array(secretBytes)));
}

export type LinkContent =
  | { readonly type: 'empty' }
  | { readonly type: 'secret'; readonly secret: string }
  | { readonly type: 'malformed' };

/** Reads an address's fragment, with or without its '#'. */
export function readFragment(fragment: string): LinkContent {
  const text = fragment.replace(/^#/, '');
  if (text === '') return { type: 'empty' };
  const isSecret = fromBase64Url(text)?.length === secretBytes;
  return isSecret ? { type: 'secret', secret: text } : { type: 'malformed' };
}
