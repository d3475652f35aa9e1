import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url';

test('comes back as it went, at every length', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length * 11) & 0xff);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  }
});

test('writes long buffers in one piece', () => {
  const text = toBase64Url(new Uint8Array(100_000).fill(255));
  expect(text).toBe(`${'_'.repeat(133_333)}w`);
  expect(fromBase64Url(text)).toHaveLength(100_000);
});

test('uses the alphabet for addresses', () => {
  expect(toBase64Url(Uint8Array.of(0xfb, 0xff, 0xfe))).toBe('-__-');
});

test('refuses padding, the other alphabet, impossible lengths and stray bits', () => {
  for (const text of ['AA==', '+_8', 'AA/A', 'A', 'AAAAA', 'AB', 'AAB', 'A A', 'AÄ']) {
    expect(fromBase64Url(text), text).toBeUndefined();
  }
});
