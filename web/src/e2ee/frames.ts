// Seals and opens whole frames: the core says how, WebCrypto does the AES-128-GCM. Every failure is
// an exception; no frame comes out of a failed call.
import type { Core } from './core';
import type { FrameVerdict } from './core_wire';
import { KeyRing } from './key_ring';
import type { SourceKind } from './messages';

export interface OpenedFrame {
  readonly verdict: FrameVerdict;
  readonly content: ArrayBuffer;
}

export class Frames {
  private readonly sealKeys = new KeyRing('encrypt');
  private readonly openKeys = new KeyRing('decrypt');

  /** Whether this client's own microphone hears a voice: its frames say so. */
  isSpeaking = false;

  constructor(private readonly core: Core) {}

  async seal(
    kind: SourceKind,
    layer: number,
    content: Uint8Array<ArrayBuffer>,
    isKeyFrame: boolean,
  ): Promise<ArrayBuffer> {
    const isSpeaking = kind === 'microphone' && this.isSpeaking;
    const plan = this.core.sealBegin(kind, layer, content.length, isKeyFrame, isSpeaking);
    const imported = this.sealKeys.get(plan.keyId, () => this.core.sealKey(plan.keyId));
    const plaintext = pad(content, plan.plaintextHead, plan.plaintextSize);
    const algorithm = { name: 'AES-GCM', iv: plan.nonce, additionalData: plan.aad };
    const ciphertext = await crypto.subtle.encrypt(algorithm, await imported, plaintext);
    const frame = new Uint8Array(plan.head.length + ciphertext.byteLength);
    frame.set(plan.head);
    frame.set(new Uint8Array(ciphertext), plan.head.length);
    return frame.buffer;
  }

  async open(isVideo: boolean, frame: Uint8Array<ArrayBuffer>, now: number): Promise<OpenedFrame> {
    const plan = this.core.openBegin(isVideo, frame, now);
    const imported = this.openKeys.get(plan.keyId, () => this.core.openKey(plan.keyId));
    const algorithm = { name: 'AES-GCM', iv: plan.nonce, additionalData: plan.aad };
    const ciphertext = frame.subarray(plan.ciphertextOffset);
    const plaintext = await crypto.subtle.decrypt(algorithm, await imported, ciphertext);
    const verdict = this.core.openFinish(plan, new Uint8Array(plaintext));
    return { verdict, content: cut(plaintext, verdict) };
  }

  /** After an epoch began or ended: drops the copies of keys that the core has wiped. */
  dropDeadKeys(currentEpoch: number): void {
    this.sealKeys.keepEpochs([currentEpoch & 0xff]);
    this.openKeys.keepEpochs(this.core.liveEpochs());
  }

  dropAllKeys(): void {
    this.sealKeys.keepEpochs([]);
    this.openKeys.keepEpochs([]);
  }
}

/** src/e2ee/frame_format.h: audio has its length ahead of it and zeros behind. */
function pad(
  content: Uint8Array<ArrayBuffer>,
  head: Uint8Array<ArrayBuffer>,
  size: number,
): Uint8Array<ArrayBuffer> {
  if (head.length === 0) return content;
  const padded = new Uint8Array(size);
  padded.set(head);
  padded.set(content, head.length);
  return padded;
}

function cut(plaintext: ArrayBuffer, verdict: FrameVerdict): ArrayBuffer {
  const { contentOffset: begin, contentSize: size } = verdict;
  if (begin === 0 && size === plaintext.byteLength) return plaintext;
  return plaintext.slice(begin, begin + size);
}
