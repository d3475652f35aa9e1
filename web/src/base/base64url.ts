// RFC 4648 section 5 without padding, and strict: one text for one value, so no foreign alphabet,
// no padding, no stray bits at the end.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const notInAlphabet = 255;
const valueOf = new Uint8Array(128).fill(notInAlphabet);
for (let i = 0; i < alphabet.length; i++) valueOf[alphabet.charCodeAt(i)] = i;

export function toBase64Url(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const chunk = 0x8000; // fromCharCode takes its characters as arguments, of which there is a limit
  for (let i = 0; i < bytes.length; i += chunk) {
    pieces.push(String.fromCharCode(...bytes.subarray(i, i + chunk)));
  }
  return btoa(pieces.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** undefined for anything that toBase64Url would not have written. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let written = 0;
  for (let i = 0; i < text.length; i++) {
    const value = valueOf[text.charCodeAt(i)] ?? notInAlphabet;
    if (value === notInAlphabet) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[written++] = (bits >> bitCount) & 0xff;
    }
  }
  return (bits & ((1 << bitCount) - 1)) === 0 ? bytes : undefined;
}
