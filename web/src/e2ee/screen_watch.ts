// Looks at one's own screen once more, just before it is sealed: what the person did not look at
// does not leave.
//
// The page says what was seen and confirmed. Every frame is decoded again, made tiny, and compared
// with what was confirmed and with the last second. At the first one of another shape or far from
// all of them the gate shuts, that frame included, and stays shut until the person has confirmed
// anew. This is here and not in the page because a hidden page sleeps, and because nothing passes
// between the encoder and the sealing but through here.
//
// Invariants: shut from the beginning. A frame that cannot be decoded shuts it. Nothing is kept but
// tiny pictures, and those in memory.
import { type Thumbnail, hasOtherShape, isFar } from '../base/thumbnail';
import type { EncodedFrame } from './streams';

export type HeldReason = 'shape' | 'picture' | 'failed';

/** What the person confirmed. Steady: the picture has no cuts of its own, as films have. */
export interface SeenScreen {
  readonly picture: Thumbnail;
  readonly isSteady: boolean;
}

/** Turns encoded frames into tiny pictures; asynchronous, one at a time. */
export interface FrameLooker {
  look(frame: EncodedFrame): Promise<Thumbnail>;
  close(): void;
}

export interface ScreenWatchOptions {
  readonly makeLooker: () => FrameLooker;
  readonly onHeld: (reason: HeldReason) => void;
  /** Microseconds of a monotonic clock. */
  readonly now: () => number;
}

interface Recent {
  readonly time: number;
  readonly picture: Thumbnail;
}

export class ScreenWatch {
  private seen: SeenScreen | undefined;
  private looker: FrameLooker | undefined;
  private confirmed: Thumbnail[] = [];
  private recent: Recent[] = [];
  private visit = 0; // counts confirmations: a look that began before one says nothing after it

  constructor(private readonly options: ScreenWatchOptions) {}

  get isOpen(): boolean {
    return this.seen !== undefined;
  }

  /** What the person has seen and wants shown; undefined: nothing, until they have looked again. */
  see(seen: SeenScreen | undefined): void {
    this.visit += 1;
    this.seen = seen;
    this.looker?.close();
    this.looker = undefined;
    this.recent = [];
    if (seen !== undefined) this.confirmed = [...this.confirmed, seen.picture].slice(-confirmedMost);
  }

  /** The share is over: what was confirmed means nothing for the next one. */
  forget(): void {
    this.see(undefined);
    this.confirmed = [];
  }

  /** Whether the frame may be sealed. */
  async admits(frame: EncodedFrame): Promise<boolean> {
    const { seen, visit } = this;
    if (seen === undefined || this.cannotBegin(frame)) return false;
    const reason = await this.judge(frame, seen);
    if (visit !== this.visit) return false;
    if (reason === undefined) return true;
    this.see(undefined);
    this.options.onHeld(reason);
    return false;
  }

  /** A fresh decoder wants a key frame, and so does everybody who receives. */
  private cannotBegin(frame: EncodedFrame): boolean {
    return this.looker === undefined && frame.type !== 'key';
  }

  private async judge(frame: EncodedFrame, seen: SeenScreen): Promise<HeldReason | undefined> {
    try {
      this.looker ??= this.options.makeLooker();
      const picture = await this.looker.look(frame);
      return this.compare(picture, seen);
    } catch {
      return 'failed';
    }
  }

  private compare(picture: Thumbnail, seen: SeenScreen): HeldReason | undefined {
    if (hasOtherShape(picture.aspect, seen.picture.aspect)) return 'shape';
    const isFirst = this.recent.length === 0;
    if (isFirst ? !this.isConfirmed(picture) : seen.isSteady && this.isNews(picture)) return 'picture';
    this.remember(picture);
    return undefined;
  }

  private isConfirmed(picture: Thumbnail): boolean {
    return this.confirmed.some((known) => !isFar(known, picture));
  }

  /** Against the whole last second: a slow fade to something else is no less a change. */
  private isNews(picture: Thumbnail): boolean {
    return this.recent.some((one) => isFar(one.picture, picture)) && !this.isConfirmed(picture);
  }

  private remember(picture: Thumbnail): void {
    const time = this.options.now();
    const inTime = this.recent.filter((one) => time - one.time < recentSpan);
    this.recent = [...(inTime.length === 0 ? this.recent.slice(-1) : inTime), { time, picture }];
  }
}

const confirmedMost = 32;
const recentSpan = 1_000_000; // microseconds
