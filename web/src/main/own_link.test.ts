import { beforeEach, expect, test, vi } from 'vitest';
import { OwnLink } from './own_link';

const key = 'AAAAAAAAAAAAAAAAAAAAAA';
const other = 'BBBBBBBBBBBBBBBBBBBBBA';
const invite = `i.${key}.${other}`;

let address: URL;
beforeEach(() => {
  address = new URL('https://meet.example/');
  vi.stubGlobal('location', address);
  vi.stubGlobal('history', { replaceState: (_: unknown, __: string, to: string) => (address.href = new URL(to, address).href) });
});

function at(fragment: string): OwnLink {
  address.hash = fragment;
  return new OwnLink();
}

test('who came by the link has the meeting’s newest in the address bar', () => {
  const link = at(key);
  expect(link.isForOne()).toBe(false);
  link.learn(`${key}.${other}`);
  expect(address.hash).toBe(`#${key}.${other}`);
  expect(link.address()).toBe(address.href);
});

test('who came by an invite can pass the meeting’s link on, and the address bar does not say it', () => {
  const link = at(invite);
  expect(link.isForOne()).toBe(true);
  link.learn(key);
  expect(address.hash).toBe(`#${invite}`);
  expect(link.address()).toBe(`https://meet.example/#${key}`);
  link.read();
  expect(link.address(), 'forgotten with the next step').toBe(`https://meet.example/#${invite}`);
});

test('who left by mistake comes back by the same link; who went home does not', () => {
  const link = at(key);
  link.forget(false);
  expect(address.href).toBe('https://meet.example/');
  link.comeBack();
  expect(link.read()).toMatchObject({ type: 'secret', secret: key });
  link.forget(true);
  link.comeBack();
  expect(link.read().type).toBe('empty');
});

test('a passphrase is marked on the link, and never on an invite', () => {
  at(key).mark(true);
  expect(address.hash).toBe(`#${key}~p`);
  at(invite).mark(true);
  expect(address.hash).toBe(`#${invite}`);
});
