// The link is `https://host/#SECRET`: 128 random bits that no server ever sees.
import { fromBase64Url, toBase64Url } from './base64url';

const secretBytes = 16;

export function newSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(secretBytes)));
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
