// Decodes one's own VP8 frames again with WebCodecs and makes them tiny.
import { Miniature, type Thumbnail } from '../base/thumbnail';
import type { FrameLooker } from './screen_watch';
import type { EncodedFrame } from './streams';

interface Waiting {
  readonly resolve: (picture: Thumbnail) => void;
  readonly reject: (error: unknown) => void;
}

export class VideoFrameLooker implements FrameLooker {
  private readonly miniature = new Miniature();
  private readonly waiting: Waiting[] = [];
  private readonly decoder: VideoDecoder;
  private count = 0;

  constructor() {
    this.decoder = new VideoDecoder({
      output: (picture) => this.decoded(picture),
      error: (error) => this.fail(error),
    });
    this.decoder.configure({ codec: 'vp8', optimizeForLatency: true });
  }

  /** Rejects when the decoder fails or takes too long: then nobody has looked. */
  look(frame: EncodedFrame): Promise<Thumbnail> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      setTimeout(() => reject(new Error('the decoder is slow')), patienceMs);
      const type = frame.type === 'key' ? 'key' : 'delta';
      this.decoder.decode(new EncodedVideoChunk({ type, timestamp: this.count++, data: frame.data }));
    });
  }

  close(): void {
    this.fail(new Error('not looking any more'));
    if (this.decoder.state !== 'closed') this.decoder.close();
  }

  private decoded(picture: VideoFrame): void {
    try {
      const { displayWidth, displayHeight } = picture;
      this.waiting.shift()?.resolve(this.miniature.of(picture, displayWidth, displayHeight));
    } catch (error) {
      this.fail(error);
    } finally {
      picture.close();
    }
  }

  private fail(error: unknown): void {
    for (const one of this.waiting.splice(0)) one.reject(error);
  }
}

const patienceMs = 2_000;
