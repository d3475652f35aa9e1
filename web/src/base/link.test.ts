import { expect, test } from 'vitest';
import { newSecret, readFragment } from './link';

test('reads what it made', () => {
  const secret = newSecret((bytes) => bytes.map((_, i) => 251 - i));
  expect(secret).toHaveLength(22);
  expect(readFragment(`#${secret}`)).toEqual({ type: 'secret', secret });
});

test('an address without a fragment is the front door', () => {
  expect(readFragment('')).toEqual({ type: 'empty' });
  expect(readFragment('#')).toEqual({ type: 'empty' });
});

test('a link that lost or gained a character is malformed', () => {
  const secret = 'AAAAAAAAAAAAAAAAAAAAAA';
  for (const text of [secret.slice(1), `${secret}A`, `${secret.slice(1)}!`, `${secret.slice(1)}B`]) {
    expect(readFragment(text).type, text).toBe('malformed');
  }
});
