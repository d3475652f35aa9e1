import { expect, test } from 'vitest';
import { textParts } from './links';

const addresses = (text: string) =>
  textParts(text).flatMap((part) => (part.type === 'address' ? [[part.text, part.host]] : []));
const whole = (text: string) => textParts(text).map((part) => part.text).join('');

test('addresses are found, without what ends the sentence', () => {
  expect(addresses('see https://a.example/b?c=d#e, or (http://f.example).')).toEqual([
    ['https://a.example/b?c=d#e', 'a.example'],
    ['http://f.example', 'f.example'],
  ]);
});

test('not a letter of the text is lost', () => {
  for (const text of ['', 'no address', 'https://a.example', '. https://a.example. https://', 'a\nhttps://b.example\nc']) {
    expect(whole(text)).toBe(text);
  }
});

test('nothing but http and https is an address', () => {
  const texts = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'JaVaScRiPt://a.example/%0aalert(1)', 'www.a.example', 'xhttps://a.example'];
  for (const text of texts) expect(addresses(text)).toEqual([]);
});

test('the host is where the address leads, whatever it looks like', () => {
  expect(addresses('https://bank.example@evil.example/')).toEqual([['https://bank.example@evil.example/', 'evil.example']]);
  expect(addresses('https://\u0430\u0440\u0440\u04cf\u0435.com')[0]?.[1]).toBe('xn--80ak6aa92e.com');
  expect(addresses('http://0x7f.1/')).toEqual([['http://0x7f.1/', '127.0.0.1']]);
});

test('what turns the direction of writing, or cannot be seen, ends an address', () => {
  expect(addresses('https://a.example/\u202emoc.knab')).toEqual([['https://a.example/', 'a.example']]);
  expect(addresses('https://a.\u200bexample')).toEqual([['https://a', 'a']]);
});
