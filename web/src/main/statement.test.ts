import { beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../base/hex';
import type { SeenField } from '../meeting/state';
import { type Signed, Statements } from './statement';

// A certificate is, to us, a key among other bytes, and a hash.
const keyHead = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00];
const time = Date.UTC(2026, 0, 2, 3, 4, 5);
const says = (value: string): SeenField => ({ group: 'server', name: 'logging', value });

let keys: CryptoKeyPair;
let certificate: Uint8Array<ArrayBuffer>;
let fingerprint: string;

beforeAll(async () => {
  keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  certificate = Uint8Array.from([0x30, 0x82, 1, ...keyHead, ...point, 9, 9]);
  fingerprint = (await sha256Hex(certificate)).toUpperCase().match(/../g)?.join(':') ?? '';
});

// RFC 3279 section 2.2.3: no zero in front but where the number would be negative without.
function integer(bytes: readonly number[]): readonly number[] {
  const first = bytes.findIndex((byte) => byte !== 0);
  const value = bytes.slice(first);
  const positive = (value[0] ?? 0) >= 0x80 ? [0, ...value] : value;
  return [0x02, positive.length, ...positive];
}

async function sign(question: Uint8Array, logging: string): Promise<Uint8Array> {
  const encode = (text: string) => [...new TextEncoder().encode(text)];
  const text = Uint8Array.from([...encode('Conclave 1 statement'), ...question, ...encode(logging)]);
  const raw = [...new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, text))];
  const numbers = [...integer(raw.slice(0, 32)), ...integer(raw.slice(32))];
  return Uint8Array.from([0x30, numbers.length, ...numbers]);
}

async function standing(signed: Partial<Signed>, statements: Statements, promised = fingerprint): Promise<string> {
  const whole = { fields: [says('totals')], certificate, signature: new Uint8Array(0), ...signed };
  return (await statements.check(whole, promised, time)).standing;
}

test('what the certificate of the connection signed is signed, whatever its numbers begin with', async () => {
  for (let i = 0; i < 300; i++) { // one in 128 has a number that is shorter
    const statements = new Statements();
    const signature = await sign(statements.ask(), 'totals');
    expect(await standing({ signature }, statements)).toBe('signed');
  }
});

test('another text, question, certificate, connection or signature is wrong', async () => {
  const statements = new Statements();
  const signature = await sign(statements.ask(), 'totals');
  const last = signature.length - 1;
  expect(await standing({ signature, fields: [says('off')] }, statements)).toBe('wrong');
  expect(await standing({ signature, fields: [] }, statements)).toBe('wrong');
  expect(await standing({ signature, certificate: certificate.slice(1) }, statements)).toBe('wrong');
  expect(await standing({ signature }, statements, `00${fingerprint.slice(2)}`)).toBe('wrong');
  expect(await standing({ signature }, statements, '')).toBe('wrong');
  for (let i = 0; i <= last; i++) {
    const changed = signature.map((byte, at) => (at === i ? byte ^ 1 : byte));
    expect(await standing({ signature: changed }, statements), `byte ${i}`).toBe('wrong');
    if (i > 0) expect(await standing({ signature: signature.slice(0, i) }, statements), `${i} bytes`).toBe('wrong');
  }
  expect(await standing({ signature }, statements)).toBe('signed'); // the control
  statements.ask();
  expect(await standing({ signature }, statements), 'an older answer').toBe('wrong');
});

test('before there is a key nothing is signed, and there is nothing to keep', async () => {
  const empty = new Uint8Array(0);
  const statement = await new Statements().check({ fields: [], certificate: empty, signature: empty }, fingerprint, time);
  expect(statement).toEqual({ standing: 'unsigned', time, evidence: '' });
});

test('the evidence is all that it takes to check elsewhere', async () => {
  const statements = new Statements();
  const signature = await sign(statements.ask(), 'totals');
  const { evidence } = await statements.check({ fields: [says('totals')], certificate, signature }, fingerprint, time);
  expect(evidence.split('\n').map((line) => line.split(':')[0])).toEqual([
    'Conclave 1 statement', 'logging', 'asked', 'question', 'signature', 'certificate',
  ]);
  expect(evidence).toContain('2026-01-02T03:04:05.000Z');
});
