// What the server says, for the core, and the core's plans for frames: with core_events.ts the
// counterpart of apps/e2ee_wasm/wire.cc. Tags are indices into the C++ variants.
import { assertNever } from '../base/assert_never';
import { ByteReader, ByteWriter } from './bytes';
import type { KeyServerMessage, SourceKind } from './messages';
import { sourceKinds } from './messages';

export interface CipherInput {
  readonly keyId: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly aad: Uint8Array<ArrayBuffer>;
}
/** src/e2ee/frame_sender.h, SealPlan. */
export interface SealPlan extends CipherInput {
  readonly head: Uint8Array<ArrayBuffer>;
  readonly plaintextHead: Uint8Array<ArrayBuffer>;
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
  readonly isSpeaking: boolean;
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
    case 'reply':
      return out.u8(12).run(message.envelope).take();
    case 'restored':
      return out.u8(13).u32(message.connection).u64(message.epoch).take();
    default:
      return assertNever(message);
  }
}

function decodeCipherInput(reader: ByteReader): CipherInput {
  return { keyId: reader.u32(), nonce: reader.bytes(12), aad: reader.run() };
}

export function decodeSealPlan(bytes: Uint8Array): SealPlan {
  const reader = new ByteReader(bytes);
  return {
    ...decodeCipherInput(reader),
    head: reader.run(),
    plaintextHead: reader.run(),
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
    isSpeaking: reader.bool(),
    contentOffset: reader.u32(),
    contentSize: reader.u32(),
  };
}

function kindAt(index: number): SourceKind {
  const kind = sourceKinds[index];
  if (kind === undefined) throw new RangeError(`no source kind ${index}`);
  return kind;
}
