// What the server says that its operator has it write down, held to its signature: of this page's own question and of
// that text, by the key of the certificate to which this call's media path is encrypted (docs/protocol.md, "The signed
// statement"). So one knows who says it, and can keep it; whether it is true, no signature tells.
import { toBase64Url } from '../base/base64url';
import { sha256Hex } from '../base/hex';
import type { SeenField, Statement } from '../meeting/state';

export interface Signed {
  readonly fields: readonly SeenField[];
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}

type Bytes = Uint8Array<ArrayBuffer>;

const questionBytes = 32;
const label = 'Conclave 1 statement';

export class Statements {
  private question: Bytes = new Uint8Array(0);

  /** A new one, so that an older answer does not do. */
  ask(): Bytes {
    this.question = crypto.getRandomValues(new Uint8Array(questionBytes));
    return this.question;
  }

  /** `fingerprint` is what the server's description of the media path promised: hex pairs with colons. */
  async check({ fields, certificate, signature }: Signed, fingerprint: string, time: number): Promise<Statement> {
    if (signature.length === 0) return { standing: 'unsigned', time, evidence: '' };
    const { question } = this;
    const logging = fields.find(({ name }) => name === 'logging')?.value ?? '';
    const text = join(encode(label), question, encode(logging));
    const isSigned = await verify(text, Uint8Array.from(certificate), signature, fingerprint).catch(() => false);
    const evidence = [
      label,
      `logging: ${logging}`,
      `asked: ${new Date(time).toISOString()}`,
      `question: ${toBase64Url(question)}`,
      `signature: ${toBase64Url(signature)}`,
      `certificate: ${toBase64Url(certificate)}`,
    ].join('\n');
    return { standing: isSigned ? 'signed' : 'wrong', time, evidence };
  }
}

async function verify(text: Bytes, certificate: Bytes, signature: Uint8Array, fingerprint: string): Promise<boolean> {
  if ((await sha256Hex(certificate)) !== fingerprint.toLowerCase().replaceAll(':', '')) return false;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('raw', publicKeyIn(certificate), curve, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, withoutDer(signature), text);
}

/** RFC 5480 section 2.2: P-256 by its identifier, then a bit string that is an uncompressed point. */
const keyHead = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00];
const pointBytes = 65;

function publicKeyIn(certificate: Bytes): Bytes {
  const at = certificate.findIndex((_, start) => keyHead.every((byte, i) => certificate[start + i] === byte));
  if (at < 0) throw new Error('no key of P-256');
  return certificate.slice(at + keyHead.length, at + keyHead.length + pointBytes);
}

const integerBytes = 32;

/** RFC 3279 section 2.2.3, a sequence of r and s, as WebCrypto wants it: both in 32 bytes. */
function withoutDer(signature: Uint8Array): Bytes {
  const r = integerAt(signature, 2);
  const s = integerAt(signature, r.end);
  const isWhole = signature[0] === 0x30 && signature[1] === signature.length - 2 && s.end === signature.length;
  if (!isWhole) throw new Error('no signature');
  return join(r.value, s.value);
}

function integerAt(der: Uint8Array, at: number): { readonly value: Bytes; readonly end: number } {
  const begin = at + 2;
  const end = begin + (der[at + 1] ?? 0);
  const bytes = der.slice(der[begin] === 0 ? begin + 1 : begin, end);
  if (der[at] !== 0x02 || end > der.length || bytes.length > integerBytes) throw new Error('no integer');
  const value = new Uint8Array(integerBytes);
  value.set(bytes, integerBytes - bytes.length);
  return { value, end };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function join(...parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
