import { toBase64Url } from '../base/base64url';
import type { ClientMessage } from './messages';

/** One ClientMessage as the one JSON object that travels; every byte string becomes base64url. */
export function encodeClientMessage(message: ClientMessage): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Uint8Array ? toBase64Url(value) : value,
  );
}
