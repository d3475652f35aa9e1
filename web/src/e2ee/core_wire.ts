// The bytes that core.ts and the core exchange: the counterpart of apps/e2ee_wasm/wire.cc. Tags are
// indices into the C++ variants.
import { assertNever } from '../base/assert_never';
import { ByteReader, ByteWriter } from './bytes';
import type {
  AlarmKind,
  DeviceState,
  KeyClientMessage,
  KeyServerMessage,
  RosterMember,
  SourceKind,
} from './messages';
import { sourceKinds } from './messages';

export type CoreEvent =
  | { readonly type: 'toServer'; readonly message: KeyClientMessage }
  | { readonly type: 'joined'; readonly leaf: number }
  | {
      readonly type: 'epochChanged';
      readonly epoch: number;
      readonly safetyCode: string;
      readonly roster: readonly RosterMember[];
    }
  | { readonly type: 'stateChanged'; readonly leaf: number; readonly state: DeviceState }
  | { readonly type: 'knockSeen'; readonly connection: number; readonly name: string }
  | { readonly type: 'alarm'; readonly kind: AlarmKind }
  | { readonly type: 'removed' }
  | { readonly type: 'lost' };

export interface CipherInput {
  readonly keyId: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly aad: Uint8Array<ArrayBuffer>;
}
/** src/e2ee/frame_sender.h, SealPlan. */
export interface SealPlan extends CipherInput {
  readonly head: Uint8Array<ArrayBuffer>;
  readonly contentOffset: number;
  readonly plaintextSize: number;
}
/** src/e2ee/frame_receiver.h, OpenPlan: not to be believed before the tag verified. */
export interface OpenPlan extends CipherInput {
  readonly ciphertextOffset: number;
  readonly epoch: number;
  readonly counter: number;
  readonly isKeyFrame: boolean;
}
/** An authenticated frame: whose it is, what, and where its content lies in the plaintext. */
export interface FrameVerdict {
  readonly leaf: number;
  readonly kind: SourceKind;
  readonly layer: number;
  readonly epoch: number;
  readonly isKeyFrame: boolean;
  readonly contentOffset: number;
  readonly contentSize: number;
}

export function encodeServerMessage(message: KeyServerMessage): Uint8Array {
  const out = new ByteWriter();
  switch (message.type) {
    case 'hello':
      return out.u8(0).u32(message.connection).u8(Number(message.resumed)).take();
    case 'created':
      return out.u8(1).take();
    case 'exists':
      return out.u8(2).take();
    case 'knock':
      return out.u8(3).u32(message.from).run(message.envelope).take();
    case 'accepted':
      return out.u8(4).u64(message.epoch).take();
    case 'stale':
      return out.u8(5).u64(message.epoch).take();
    case 'commit':
      return out.u8(6).u32(message.from).u64(message.epoch).run(message.envelope).take();
    case 'welcome':
      return out.u8(7).u32(message.from).u64(message.epoch).run(message.envelope).take();
    case 'message':
      return out.u8(8).u32(message.from).run(message.envelope).take();
    case 'departed':
      return out.u8(9).u32(message.connection).take();
    case 'ended':
      return out.u8(10).take();
    case 'removed':
      return out.u8(11).take();
    default:
      return assertNever(message);
  }
}

export function decodeEvents(bytes: Uint8Array): CoreEvent[] {
  const reader = new ByteReader(bytes);
  return reader.list(() => decodeEvent(reader));
}

function decodeEvent(reader: ByteReader): CoreEvent {
  const tag = reader.u8();
  switch (tag) {
    case 0:
      return { type: 'toServer', message: decodeClientMessage(reader) };
    case 1:
      return { type: 'joined', leaf: reader.u32() };
    case 2:
      return decodeEpochChanged(reader);
    case 3:
      return { type: 'stateChanged', leaf: reader.u32(), state: decodeState(reader) };
    case 4:
      return { type: 'knockSeen', connection: reader.u32(), name: reader.text() };
    case 5:
      return { type: 'alarm', kind: alarmKinds[reader.u8()] ?? 'forged' };
    case 6:
      return { type: 'removed' };
    case 7:
      return { type: 'lost' };
    default:
      throw new RangeError(`no core event ${tag}`);
  }
}

const alarmKinds: readonly AlarmKind[] = ['forged', 'replayed', 'disagreement'];

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

function decodeEpochChanged(reader: ByteReader): CoreEvent {
  const epoch = reader.u64();
  const safetyCode = reader.text();
  const roster = reader.list(() => {
    const leaf = reader.u32();
    const connection = reader.u32();
    const isSelf = reader.bool();
    return { leaf, connection, isSelf, name: reader.text() };
  });
  return { type: 'epochChanged', epoch, safetyCode, roster };
}

function decodeState(reader: ByteReader): DeviceState {
  return { microphone: reader.bool(), camera: reader.bool(), screen: reader.bool() };
}

function decodeCipherInput(reader: ByteReader): CipherInput {
  return { keyId: reader.u32(), nonce: reader.bytes(12), aad: reader.run() };
}

export function decodeSealPlan(bytes: Uint8Array): SealPlan {
  const reader = new ByteReader(bytes);
  return {
    ...decodeCipherInput(reader),
    head: reader.run(),
    contentOffset: reader.u32(),
    plaintextSize: reader.u32(),
  };
}

export function decodeOpenPlan(bytes: Uint8Array): OpenPlan {
  const reader = new ByteReader(bytes);
  return {
    ...decodeCipherInput(reader),
    ciphertextOffset: reader.u32(),
    epoch: reader.u64(),
    counter: reader.u32(),
    isKeyFrame: reader.bool(),
  };
}

export function decodeVerdict(bytes: Uint8Array): FrameVerdict {
  const reader = new ByteReader(bytes);
  return {
    leaf: reader.u32(),
    kind: kindAt(reader.u8()),
    layer: reader.u8(),
    epoch: reader.u64(),
    isKeyFrame: reader.bool(),
    contentOffset: reader.u32(),
    contentSize: reader.u32(),
  };
}

function kindAt(index: number): SourceKind {
  const kind = sourceKinds[index];
  if (kind === undefined) throw new RangeError(`no source kind ${index}`);
  return kind;
}
