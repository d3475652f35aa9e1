// One stream of frames in each direction, as an RTCRtpScriptTransform sees it.
//
// Invariants: what cannot be sealed is not sent, what cannot be opened is not played, and either is
// counted (E2E-16). After a gap or a change of source a picture begins with a key frame: a decoder
// fed on a delta frame that refers to nothing would show rubbish.
import { CoreError } from './core';
import type { Frames } from './frames';
import type { SourceKind } from './messages';

/** What both of the browsers' encoded frame classes have in common. */
export interface EncodedFrame {
  data: ArrayBuffer;
  readonly type?: string; // video only: 'key' or 'delta'
  getMetadata(): { readonly rid?: string; readonly synchronizationSource?: number };
}

export class SendStream {
  sealed = 0;
  dropped = 0;
  private readonly layers: number[] = []; // synchronisation sources, in order of appearance

  constructor(readonly kind: SourceKind) {}

  /** Whether the frame may go on. */
  async transform(frame: EncodedFrame, frames: Frames | undefined): Promise<boolean> {
    try {
      if (frames === undefined) throw new CoreError('notYet', 'no keys yet');
      const content = new Uint8Array(frame.data);
      const isKeyFrame = frame.type === 'key';
      frame.data = await frames.seal(this.kind, this.layerOf(frame), content, isKeyFrame);
      this.sealed += 1;
      return true;
    } catch {
      this.dropped += 1;
      return false;
    }
  }

  /** The simulcast layer: by rid where the browser tells it, else in order of appearance. */
  private layerOf(frame: EncodedFrame): number {
    if (this.kind !== 'camera') return 0;
    const { rid, synchronizationSource: source = 0 } = frame.getMetadata();
    const named = rid === undefined ? -1 : cameraLayers.indexOf(rid);
    if (named >= 0) return named;
    if (!this.layers.includes(source)) this.layers.push(source);
    return this.layers.indexOf(source) % cameraLayers.length;
  }
}

const cameraLayers = ['l', 'm', 'h']; // docs/protocol.md, Media negotiation

export interface ReceiveStreamEvents {
  readonly onSource: (mid: string, leaf: number, kind: SourceKind) => void;
  readonly requestKeyFrame: () => void;
  /** Of each opened frame of a microphone. */
  readonly onVoice: (leaf: number, isSpeaking: boolean) => void;
}

export class ReceiveStream {
  opened = 0;
  dropped = 0;
  private leaf = -1;
  private kind: SourceKind | undefined;
  private needsKeyFrame = true;
  private askedAt = -Infinity; // microseconds

  constructor(
    readonly mid: string,
    private readonly isVideo: boolean,
    private readonly events: ReceiveStreamEvents,
  ) {}

  /** Whether the frame may go on. */
  async transform(
    frame: EncodedFrame,
    frames: Frames | undefined,
    now: number,
  ): Promise<boolean> {
    // Browsers make up empty audio frames; they carry nothing and mean nothing.
    if (frame.data.byteLength === 0) return false;
    try {
      if (frames === undefined) throw new CoreError('notYet', 'no keys yet');
      const { verdict, content } = await frames.open(this.isVideo, new Uint8Array(frame.data), now);
      frame.data = content;
      this.opened += 1;
      this.noteSource(verdict.leaf, verdict.kind);
      if (verdict.kind === 'microphone') this.events.onVoice(verdict.leaf, verdict.isSpeaking);
      return !this.isVideo || this.isDecodable(verdict.isKeyFrame, now);
    } catch (error) {
      this.dropped += 1;
      const isRepeat = error instanceof CoreError && error.code === 'replayed';
      if (!isRepeat) this.needsKeyFrame = true;
      return false;
    }
  }

  private noteSource(leaf: number, kind: SourceKind): void {
    if (leaf === this.leaf && kind === this.kind) return;
    this.leaf = leaf;
    this.kind = kind;
    this.needsKeyFrame = true;
    this.events.onSource(this.mid, leaf, kind);
  }

  /** Who is in now. A leaf that was empty may be given to somebody else, who is announced anew. */
  stay(leaves: ReadonlySet<number>): void {
    if (!leaves.has(this.leaf)) this.leaf = -1;
  }

  private isDecodable(isKeyFrame: boolean, now: number): boolean {
    if (isKeyFrame) this.needsKeyFrame = false;
    if (!this.needsKeyFrame) return true;
    if (now - this.askedAt >= keyFrameRequestInterval) {
      this.askedAt = now;
      this.events.requestKeyFrame();
    }
    return false;
  }
}

const keyFrameRequestInterval = 500_000; // microseconds
