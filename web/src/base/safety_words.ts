// The safety code in words: twelve of the 2048 words of BIP 39's English list, chosen so that no two
// begin with the same four letters. Easier to say over a telephone than thirty digits.
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** The core's numbers, each below 2048. Empty if any is not: a code with a gap is no code. */
export function wordsOf(numbers: readonly number[]): readonly string[] {
  const words = numbers.map((number) => wordlist[number]);
  return words.every((word) => word !== undefined) ? words : [];
}
