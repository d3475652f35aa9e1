// What the core says to its page: the events of apps/e2ee_wasm/wire.cc. Tags are indices into the
// C++ variants.
import { toHex } from '../base/hex';
import { ByteReader } from './bytes';
import { decodeMessageId, decodeSaid } from './core_words';
import type {
  AlarmKind,
  DeviceState,
  Feature,
  KeyClientMessage,
  Knocker,
  LogEntry,
  LogKind,
  Permission,
  Policy,
  PolicyChange,
  RosterMember,
  WorkerMessage,
} from './messages';

export type CoreEvent =
  | PassedOn
  | { readonly type: 'joined'; readonly leaf: number }
  | {
      readonly type: 'epochChanged';
      readonly epoch: number;
      readonly safetyCode: string;
      readonly safetyWords: readonly number[];
      readonly policy: Policy;
      readonly roster: readonly RosterMember[];
    }
  | { readonly type: 'stateChanged'; readonly leaf: number; readonly state: DeviceState }
  | { readonly type: 'knocksChanged'; readonly waiting: readonly Knocker[] }
  | { readonly type: 'logged'; readonly entries: readonly LogEntry[] }
  | { readonly type: 'silentChanged'; readonly leaves: readonly number[] };

/** What the page is told as it is. */
type PassedOn = Extract<
  WorkerMessage,
  {
    readonly type:
      | 'toServer'
      | 'alarm'
      | 'removed'
      | 'lost'
      | 'waiting'
      | 'denied'
      | 'wrongPassphrase'
      | 'linkChanged'
      | 'invited'
      | 'said'
      | 'chunkWanted'
      | 'chunk';
  }
>;

const safetyWordCount = 12;
const alarmKinds: readonly AlarmKind[] = [
  'forged',
  'replayed',
  'disagreement',
  'policy',
  'inviteTwice',
  'passphrase',
];
const permissions: readonly Permission[] = ['everyone', 'hosts', 'nobody'];
const features: readonly Feature[] = ['share', 'chat', 'reactions', 'files'];
const logKinds: readonly LogKind[] = [
  'started',
  'here',
  'admitted',
  'left',
  'silenced',
  'removed',
  'hostNamed',
  'hostUnnamed',
  'hostSucceeded',
  'policyChanged',
  'keysRenewed',
  'linkChanged',
  'inviteMade',
  'inviteUsed',
  'refused',
];
/** The fields of a policy, by their numbers in src/e2ee/policy.h. */
const policyFields: readonly PolicyChange['field'][] = [
  'isLocked',
  'hasWaitingRoom',
  'doNewcomersEnterMuted',
  'isRecordingAllowed',
  ...features,
  'linkExpires',
];

export function decodeEvents(bytes: Uint8Array): CoreEvent[] {
  const reader = new ByteReader(bytes);
  return reader.list(() => decodeEvent(reader));
}

function decodeEvent(reader: ByteReader): CoreEvent {
  const tag = reader.u8();
  const decode = decoders[tag];
  if (decode === undefined) throw new RangeError(`no core event ${tag}`);
  return decode(reader);
}

type Decoder = (reader: ByteReader) => CoreEvent;
const decoders: readonly Decoder[] = [
  (reader) => ({ type: 'toServer', message: decodeClientMessage(reader) }),
  (reader) => ({ type: 'joined', leaf: reader.u32() }),
  decodeEpochChanged,
  (reader) => ({ type: 'stateChanged', leaf: reader.u32(), state: decodeState(reader) }),
  (reader) => ({ type: 'knocksChanged', waiting: reader.list(() => decodeKnocker(reader)) }),
  (reader) => ({ type: 'alarm', kind: decodeWord(reader, alarmKinds), who: reader.text() }),
  () => ({ type: 'removed' }),
  () => ({ type: 'lost' }),
  (reader) => ({ type: 'logged', entries: reader.list(() => decodeLogEntry(reader)) }),
  (reader) => ({ type: 'silentChanged', leaves: reader.list(() => reader.u32()) }),
  (reader) => ({ type: 'waiting', hosts: reader.list(() => reader.text()) }),
  () => ({ type: 'denied' }),
  () => ({ type: 'wrongPassphrase' }),
  (reader) => ({ type: 'linkChanged', secret: reader.text() }),
  (reader) => ({ type: 'invited', secret: reader.text(), label: reader.text() }),
  decodeSaidEvent,
  (reader) => ({ type: 'chunkWanted', from: reader.u32(), file: reader.u32(), index: reader.u32() }),
  (reader) => ({
    type: 'chunk',
    from: reader.u32(),
    file: reader.u32(),
    index: reader.u32(),
    data: reader.run(),
  }),
];

function decodeWord<Word>(reader: ByteReader, words: readonly Word[]): Word {
  const index = reader.u8();
  const word = words[index];
  if (word === undefined) throw new RangeError(`no word ${index}`);
  return word;
}

function decodeClientMessage(reader: ByteReader): KeyClientMessage {
  const tag = reader.u8();
  switch (tag) {
    case 0:
      return { type: 'create' };
    case 1:
      return { type: 'knock', envelope: reader.run() };
    case 2:
      return decodeCommit(reader);
    case 3: {
      const envelope = reader.run();
      const to = reader.u32();
      return to === 0 ? { type: 'message', envelope } : { type: 'message', envelope, to };
    }
    case 4:
      return { type: 'reply', envelope: reader.run(), to: reader.u32() };
    case 5:
      return decodeRestore(reader);
    default:
      throw new RangeError(`no client message ${tag}`);
  }
}

function decodeCommit(reader: ByteReader): KeyClientMessage {
  const epoch = reader.u64();
  const envelope = reader.run();
  const welcome = reader.run();
  const to = reader.list(() => reader.u32());
  const removed = reader.list(() => reader.u32());
  const commit = { type: 'commit', epoch, envelope, removed } as const;
  return to.length === 0 ? commit : { ...commit, welcome: { envelope: welcome, to } };
}

function decodeRestore(reader: ByteReader): KeyClientMessage {
  const connection = reader.u32();
  const epoch = reader.u64();
  const members = reader.list(() => reader.u32());
  const proof = reader.run();
  const before = reader.run();
  const commit = { from: reader.u32(), envelope: reader.run() };
  return {
    ...{ type: 'restore', connection, epoch, members, proof },
    ...(before.length > 0 && { proof_before: before }),
    ...(commit.from !== 0 && { commit }),
  };
}

function decodeEpochChanged(reader: ByteReader): CoreEvent {
  return {
    type: 'epochChanged',
    epoch: reader.u64(),
    safetyCode: reader.text(),
    safetyWords: Array.from({ length: safetyWordCount }, () => reader.u16()),
    policy: decodePolicy(reader),
    roster: reader.list(() => decodeMember(reader)),
  };
}

function decodePolicy(reader: ByteReader): Policy {
  return {
    isLocked: reader.bool(),
    hasWaitingRoom: reader.bool(),
    doNewcomersEnterMuted: reader.bool(),
    isRecordingAllowed: reader.bool(),
    permissions: {
      share: decodeWord(reader, permissions),
      chat: decodeWord(reader, permissions),
      reactions: decodeWord(reader, permissions),
      files: decodeWord(reader, permissions),
    },
    linkExpires: reader.u64(),
  };
}

function decodeMember(reader: ByteReader): RosterMember {
  return {
    leaf: reader.u32(),
    connection: reader.u32(),
    isSelf: reader.bool(),
    isHost: reader.bool(),
    fingerprint: toHex(reader.bytes(16)),
    name: reader.text(),
  };
}

function decodeState(reader: ByteReader): DeviceState {
  return {
    microphone: reader.bool(),
    camera: reader.bool(),
    screen: reader.bool(),
    isScreenPaused: reader.bool(),
    hand: reader.u32(),
  };
}

function decodeSaidEvent(reader: ByteReader): CoreEvent {
  const id = decodeMessageId(reader);
  const leaf = reader.u32();
  const name = reader.text();
  const isSelf = reader.bool();
  return { type: 'said', id, leaf, name, isSelf, said: decodeSaid(reader, id.connection) };
}

function decodeKnocker(reader: ByteReader): Knocker {
  return { connection: reader.u32(), name: reader.text(), invite: reader.text() };
}

function decodeLogEntry(reader: ByteReader): LogEntry {
  const epoch = reader.u64();
  const kind = decodeWord(reader, logKinds);
  const who = reader.text();
  const by = reader.text();
  const field = reader.u8();
  const value = reader.u64();
  const entry = { epoch, kind, who, by };
  return kind === 'policyChanged' ? { ...entry, change: policyChangeOf(field, value) } : entry;
}

function policyChangeOf(index: number, value: number): PolicyChange {
  const field = policyFields[index];
  switch (field) {
    case undefined:
      throw new RangeError(`no policy field ${index}`);
    case 'linkExpires':
      return { field, value };
    case 'isLocked':
    case 'hasWaitingRoom':
    case 'doNewcomersEnterMuted':
    case 'isRecordingAllowed':
      return { field, value: value !== 0 };
    default:
      return { field, value: permissions[value] ?? 'nobody' };
  }
}

/** A wish to change the policy as the core's two numbers. */
export function policyChangeNumbers(change: PolicyChange): { readonly field: number; readonly value: number } {
  const field = policyFields.indexOf(change.field);
  const { value } = change;
  return { field, value: typeof value === 'string' ? permissions.indexOf(value) : Number(value) };
}
