// The core's events as bytes built by hand, after the layout of apps/e2ee_wasm/wire.cc.
import { expect, test } from 'vitest';
import { ByteWriter } from './bytes';
import { decodeEvents, policyChangeNumbers } from './core_events';
import { encodeServerMessage } from './core_wire';
import type { PolicyChange } from './messages';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** One event of the given tag. */
function event(tag: number, write: (out: ByteWriter) => void = () => {}): Uint8Array {
  const out = new ByteWriter().u32(1).u8(tag);
  write(out);
  return out.take();
}
const text = (out: ByteWriter, ...texts: string[]) => {
  for (const one of texts) out.run(utf8(one));
};

const policyBytes = (out: ByteWriter) =>
  out.u8(1).u8(1).u8(0).u8(1).u8(0).u8(1).u8(2).u8(0).u64(1_800_000_000);

const epochChanged = event(2, (out) => {
  out.u64(7);
  text(out, '314159265358979323846264338327');
  for (let word = 0; word < 12; word += 1) out.u16(word * 180);
  policyBytes(out);
  out.u32(1).u32(4).u32(9).u8(0).u8(1).bytes(Uint8Array.from({ length: 16 }, (_, i) => i));
  text(out, 'Ada');
});

test('an epoch brings code, words, rules and people', () => {
  expect(decodeEvents(epochChanged)).toEqual([
    {
      type: 'epochChanged',
      epoch: 7,
      safetyCode: '314159265358979323846264338327',
      safetyWords: [0, 180, 360, 540, 720, 900, 1080, 1260, 1440, 1620, 1800, 1980],
      policy: {
        isLocked: true,
        hasWaitingRoom: true,
        doNewcomersEnterMuted: false,
        isRecordingAllowed: true,
        permissions: { share: 'everyone', chat: 'hosts', reactions: 'nobody', files: 'everyone' },
        linkExpires: 1_800_000_000,
      },
      roster: [
        {
          leaf: 4,
          connection: 9,
          isSelf: false,
          isHost: true,
          fingerprint: '000102030405060708090a0b0c0d0e0f',
          name: 'Ada',
        },
      ],
    },
  ]);
});

test('knocks, alarms, silence, waiting and links are read', () => {
  const knocks = event(4, (out) => {
    out.u32(2).u32(5);
    text(out, 'Bert', '');
    out.u32(6);
    text(out, 'Cleo', 'for Cleo');
  });
  expect(decodeEvents(knocks)).toEqual([
    {
      type: 'knocksChanged',
      waiting: [
        { connection: 5, name: 'Bert', invite: '' },
        { connection: 6, name: 'Cleo', invite: 'for Cleo' },
      ],
    },
  ]);
  const alarm = event(5, (out) => text(out.u8(4), 'Cleo'));
  expect(decodeEvents(alarm)).toEqual([{ type: 'alarm', kind: 'inviteTwice', who: 'Cleo' }]);
  const silent = event(9, (out) => out.u32(2).u32(1).u32(3));
  expect(decodeEvents(silent)).toEqual([{ type: 'silentChanged', leaves: [1, 3] }]);
  const waiting = event(10, (out) => text(out.u32(1), 'Ada'));
  expect(decodeEvents(waiting)).toEqual([{ type: 'waiting', hosts: ['Ada'] }]);
  expect(decodeEvents(event(11))).toEqual([{ type: 'denied' }]);
  expect(decodeEvents(event(12))).toEqual([{ type: 'wrongPassphrase' }]);
  const changed = event(13, (out) => text(out, 'SECRET.CHANGE'));
  expect(decodeEvents(changed)).toEqual([{ type: 'linkChanged', secret: 'SECRET.CHANGE' }]);
  const invited = event(14, (out) => text(out, 'i.M.I', 'for Cleo'));
  expect(decodeEvents(invited)).toEqual([{ type: 'invited', secret: 'i.M.I', label: 'for Cleo' }]);
});

test('the log is read line by line; only a change of policy carries one', () => {
  const line = (out: ByteWriter, kind: number, field: number, value: number) => {
    text(out.u64(3).u8(kind), 'Bert', 'Ada');
    out.u8(field).u64(value);
  };
  const bytes = event(8, (out) => {
    out.u32(4);
    line(out, 2, 0, 0);
    line(out, 9, 0, 1);
    line(out, 9, 5, 1);
    line(out, 9, 8, 1_800_000_000);
  });
  const entry = { epoch: 3, who: 'Bert', by: 'Ada' };
  expect(decodeEvents(bytes)).toEqual([
    {
      type: 'logged',
      entries: [
        { ...entry, kind: 'admitted' },
        { ...entry, kind: 'policyChanged', change: { field: 'isLocked', value: true } },
        { ...entry, kind: 'policyChanged', change: { field: 'chat', value: 'hosts' } },
        { ...entry, kind: 'policyChanged', change: { field: 'linkExpires', value: 1_800_000_000 } },
      ],
    },
  ]);
});

test('a reply goes both ways', () => {
  const out = event(0, (o) => o.u8(4).run(Uint8Array.of(1, 2)).u32(9));
  const message = { type: 'reply', envelope: Uint8Array.of(1, 2), to: 9 };
  expect(decodeEvents(out)).toEqual([{ type: 'toServer', message }]);
  const reply = encodeServerMessage({ type: 'reply', envelope: Uint8Array.of(7) });
  expect([...reply]).toEqual([12, 0, 0, 0, 1, 7]);
});

test('a wish to change the policy becomes its two numbers', () => {
  const numbers = (change: PolicyChange) => Object.values(policyChangeNumbers(change));
  expect(numbers({ field: 'isLocked', value: true })).toEqual([0, 1]);
  expect(numbers({ field: 'isRecordingAllowed', value: false })).toEqual([3, 0]);
  expect(numbers({ field: 'files', value: 'nobody' })).toEqual([7, 2]);
  expect(numbers({ field: 'linkExpires', value: 1_800_000_000 })).toEqual([8, 1_800_000_000]);
});

test('what the core cannot have said is refused, not guessed', () => {
  expect(() => decodeEvents(event(15))).toThrow(RangeError);
  expect(() => decodeEvents(event(5, (out) => text(out.u8(6), '')))).toThrow(RangeError);
  expect(() => decodeEvents(event(0, (out) => out.u8(5)))).toThrow(RangeError);
  for (let size = 0; size < epochChanged.length; size += 1) {
    expect(() => decodeEvents(epochChanged.subarray(0, size)), String(size)).toThrow(RangeError);
  }
});

test('a member asks a server that forgot it to restore it', () => {
  const restore = (before: Uint8Array, from: number) =>
    event(0, (out) => {
      out.u8(5).u32(9).u64(4).u32(2).u32(9).u32(11);
      out.run(Uint8Array.of(1)).run(before).u32(from).run(Uint8Array.of(3));
    });
  const message = { type: 'restore', connection: 9, epoch: 4, members: [9, 11], proof: Uint8Array.of(1) };
  expect(decodeEvents(restore(new Uint8Array(), 0))).toEqual([{ type: 'toServer', message }]);
  const rest = { proof_before: Uint8Array.of(2), commit: { from: 11, envelope: Uint8Array.of(3) } };
  expect(decodeEvents(restore(Uint8Array.of(2), 11))).toEqual([
    { type: 'toServer', message: { ...message, ...rest } },
  ]);
});

test('restored is told by connection and count', () => {
  const restored = { type: 'restored', connection: 9, resume: new Uint8Array(), epoch: 4 } as const;
  expect(encodeServerMessage(restored)).toEqual(new ByteWriter().u8(13).u32(9).u64(4).take());
});
