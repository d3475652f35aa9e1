import { expect, test } from 'vitest';
import { markPassphrase, newLink, parseLink, readFragment } from './link';

const part = 'AAAAAAAAAAAAAAAAAAAAAA';
const other = '_____________________w';

test('reads what it made', () => {
  const secret = newLink(false, (bytes) => bytes.map((_, i) => 251 - i));
  expect(secret).toHaveLength(22);
  expect(readFragment(`#${secret}`)).toEqual({ type: 'secret', secret, needsPassphrase: false });
  const guarded = newLink(true);
  expect(readFragment(`#${guarded}`)).toEqual({ type: 'secret', secret: guarded, needsPassphrase: true });
});

test('every new link is another', () => {
  expect(new Set(Array.from({ length: 100 }, () => newLink(false))).size).toBe(100);
});

test('an address without a fragment is the front door', () => {
  expect(readFragment('')).toEqual({ type: 'empty' });
  expect(readFragment('#')).toEqual({ type: 'empty' });
});

test('reads every form that the core reads, and keeps it whole', () => {
  const forms = {
    [part]: { kind: 'general', needsPassphrase: false },
    [`${part}~p`]: { kind: 'general', needsPassphrase: true },
    [`${part}.${other}`]: { kind: 'general', needsPassphrase: false },
    [`${part}.${other}~p`]: { kind: 'general', needsPassphrase: true },
    [`i.${part}.${other}`]: { kind: 'invite', needsPassphrase: false },
  };
  for (const [fragment, form] of Object.entries(forms)) {
    expect(parseLink(`#${fragment}`), fragment).toEqual({ ...form, fragment });
    expect(parseLink(fragment), fragment).toEqual({ ...form, fragment });
  }
});

test('a link that lost, gained or changed a character is malformed', () => {
  const broken = [
    part.slice(1), `${part}A`, `${part.slice(1)}!`, `${part.slice(1)}B`, `${part}.`, `.${part}`, `${part}.${part}.${part}`,
    `${part}.${part.slice(1)}`, `i.${part}`, `i.${part}.`, `i.${part}.${part}.${part}`, `I.${part}.${part}`, `i.`,
    `${part}~`, `${part}~q`, `${part}~p~p`, `~p${part}`, '~p', ` ${part}`, `##${part}`,
  ];
  for (const text of broken) {
    expect(readFragment(text).type, text).toBe('malformed');
    expect(parseLink(text), text).toBeUndefined();
  }
});

test('a link is marked for a passphrase once, and the mark can be taken off', () => {
  expect(markPassphrase(part, true)).toBe(`${part}~p`);
  expect(markPassphrase(`${part}~p`, true)).toBe(`${part}~p`);
  expect(markPassphrase(`${part}~p`, false)).toBe(part);
  expect(markPassphrase(part, false)).toBe(part);
});
