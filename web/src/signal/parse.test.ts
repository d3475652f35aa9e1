import { expect, test } from 'vitest';
import { encodeClientMessage } from './encode';
import { seenNames } from './messages';
import { parseServerMessage } from './parse';

const good: readonly object[] = [
  { type: 'hello', version: 1, connection: 7, resume: 'AAEC', resumed: false, received: 0, members: [1, 2], epoch: 3 },
  { type: 'created' },
  { type: 'exists' },
  { type: 'knock', from: 9, envelope: 'AQ' },
  { type: 'accepted', epoch: 0 },
  { type: 'stale', epoch: 2 ** 53 - 1 },
  { type: 'commit', from: 4294967295, epoch: 5, envelope: 'AQID' },
  { type: 'welcome', from: 1, epoch: 6, envelope: '' },
  { type: 'message', from: 1, envelope: 'AQ' },
  { type: 'reply', envelope: 'AQID' },
  { type: 'departed', connection: 3, vanished: true },
  { type: 'ended' },
  { type: 'removed' },
  { type: 'answer', sdp: 'v=0\r\n' },
  { type: 'slots', slots: [{ mid: '4', connection: 0, source: '' }] },
  { type: 'pong', received: 2 },
  { type: 'seen', fields: [{ group: 'you', name: 'address', value: '10.0.0.1:80' }], certificate: 'AQ', signature: '' },
  { type: 'error', code: 'full', text: 'the meeting is full' },
  { type: 'closing', reason: 'shutdown' },
];

test('takes every message of the protocol', () => {
  for (const message of good) {
    expect(parseServerMessage(JSON.stringify(message)), JSON.stringify(message)).toBeDefined();
  }
});

test('turns base64url into bytes', () => {
  const message = parseServerMessage('{"type":"knock","from":9,"envelope":"AQID"}');
  expect(message).toEqual({ type: 'knock', from: 9, envelope: Uint8Array.of(1, 2, 3) });
});

test('refuses every message with a field too many', () => {
  for (const message of good) {
    expect(parseServerMessage(JSON.stringify({ ...message, extra: 1 }))).toBeUndefined();
  }
});

test('refuses every message with a field missing', () => {
  for (const message of good) {
    for (const missing of Object.keys(message)) {
      const rest = Object.fromEntries(Object.entries(message).filter(([name]) => name !== missing));
      expect(parseServerMessage(JSON.stringify(rest)), missing).toBeUndefined();
    }
  }
});

test('refuses every field of another type', () => {
  for (const message of good) {
    for (const name of Object.keys(message)) {
      for (const wrong of [null, {}, [[]], -1, 1.5, 2 ** 53]) {
        const text = JSON.stringify({ ...message, [name]: wrong });
        expect(parseServerMessage(text), text).toBeUndefined();
      }
    }
  }
});

test('refuses unknown types, foreign shapes and texts that are not JSON', () => {
  const texts = ['', '{', 'null', '[]', '"hello"', '{}', '{"type":"constructor"}', '{"type":"HELLO"}'];
  for (const text of texts) expect(parseServerMessage(text), text).toBeUndefined();
  expect(parseServerMessage(new ArrayBuffer(4))).toBeUndefined();
});

test('refuses numbers out of range and padding', () => {
  for (const text of [
    '{"type":"departed","connection":0,"vanished":true}',
    '{"type":"departed","connection":4294967296,"vanished":true}',
    '{"type":"accepted","epoch":-1}',
    '{"type":"knock","from":1,"envelope":"AA=="}',
    '{"type":"reply","from":1,"envelope":"AQ"}',
  ]) {
    expect(parseServerMessage(text), text).toBeUndefined();
  }
});

test('takes what a server holds by its name in its group only', () => {
  const seen = (field: object) => parseServerMessage(JSON.stringify({ type: 'seen', fields: [field], certificate: '', signature: '' }));
  for (const [group, names] of Object.entries(seenNames)) {
    for (const name of names) expect(seen({ group, name, value: '1' }), name).toBeDefined();
  }
  for (const field of [
    { group: 'meeting', name: 'knocks', value: '1' },
    { group: 'you', name: 'name', value: '1' },
    { group: 'others', name: 'address', value: '1' },
    { group: 'you', name: 'knocks', value: 1 },
    { group: 'you', name: 'knocks', value: 'x'.repeat(4097) },
    { group: 'you', name: 'knocks', value: '1', also: 1 },
    { group: 'you', name: 'knocks' },
  ]) {
    expect(seen(field), JSON.stringify(field)).toBeUndefined();
  }
});

test('refuses a message over the size limit', () => {
  const sdp = 'x'.repeat(1 << 20);
  expect(parseServerMessage(JSON.stringify({ type: 'answer', sdp }))).toBeUndefined();
});

test('writes bytes as base64url and leaves absent fields out', () => {
  const commit = encodeClientMessage({
    type: 'commit',
    epoch: 4,
    envelope: Uint8Array.of(255),
    welcome: { envelope: Uint8Array.of(1), to: [5] },
    removed: [],
  });
  expect(JSON.parse(commit)).toEqual({
    type: 'commit',
    epoch: 4,
    envelope: '_w',
    welcome: { envelope: 'AQ', to: [5] },
    removed: [],
  });
  const reply = encodeClientMessage({ type: 'reply', to: 9, envelope: Uint8Array.of(1, 2) });
  expect(JSON.parse(reply)).toEqual({ type: 'reply', to: 9, envelope: 'AQI' });
  expect(encodeClientMessage({ type: 'hello', version: 1 })).toBe('{"type":"hello","version":1}');
});
