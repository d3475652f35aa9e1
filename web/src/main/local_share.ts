// This person's own screen. What is captured is shown to them first; only when they have seen it
// and said so, a track is given to the sender, and a picture of what they saw to the worker, which
// seals nothing else. What it emits is what happened, never what was asked.
import { type Thumbnail, isFar } from '../base/thumbnail';
import type { ScreenMessage } from '../e2ee/messages';
import { type CapturedScreen, type ScreenMode, type ScreenProblem, captureScreen, hint } from '../media/screen';
import { ScreenLook } from '../media/screen_look';
import type { UserEvent } from '../meeting/events';
import { type ShareProblem, type ShareWorldEvent, isShareLit } from '../meeting/share';
import { mayConfirm } from '../meeting/sharing';
import type { MeetingState } from '../meeting/state';

export interface LocalShareOptions {
  readonly emit: (event: ShareWorldEvent) => void;
  /** The tracks to send from now on; null means nothing. */
  readonly onTracks: (tracks: ScreenTracks) => void;
  readonly toWorker: (message: ScreenMessage) => void;
}

export interface ScreenTracks {
  readonly picture: MediaStreamTrack | null;
  readonly sound: MediaStreamTrack | null;
  readonly mode: ScreenMode;
}

export class LocalShare {
  private captured: CapturedScreen | undefined;
  private look: ScreenLook | undefined;
  private confirmed: Thumbnail | undefined; // what the person saw when they last said yes
  private mode: ScreenMode = 'text';
  private isShown = false;
  private isPicking = false;
  private visit = 0; // counts up when all is stopped: what is picked later than that is stopped at once

  constructor(private readonly options: LocalShareOptions) {}

  /** What a person did on the page; `before` is how things stood when they did it. */
  clicked(event: UserEvent, before: MeetingState): void {
    const { step, wantsSound, mode } = before.share;
    switch (event.type) {
      case 'shareClicked':
        return isShareLit(before.share) ? this.stop() : undefined;
      case 'sharePickClicked':
        return this.pick(step === 'warning', wantsSound, mode);
      case 'shareConfirmed':
        return mayConfirm(before) ? this.show() : undefined;
      case 'shareResumeClicked':
        return this.goOn();
      case 'sharePauseClicked':
        return this.pause();
      case 'shareModeChosen':
        return this.setMode(event.mode);
      case 'shareStopClicked':
      case 'shareCancelled':
        return this.stop();
      default:
        return undefined;
    }
  }

  /** What is sent now, for a fresh path. */
  get tracks(): ScreenTracks {
    const { captured, isShown, mode } = this;
    const shown = isShown ? captured : undefined;
    return { picture: shown?.picture ?? null, sound: shown?.sound ?? null, mode };
  }

  /** In the click itself: the browser asks what to capture. */
  private pick(isWhole: boolean, wantsSound: boolean, mode: ScreenMode): void {
    if (this.captured !== undefined || this.isPicking) return;
    this.mode = mode;
    void this.capture(isWhole, wantsSound);
  }

  /** The person has looked and wants it shown; without a picture there was nothing to look at. */
  private show(): void {
    const { captured, look, mode } = this;
    const picture = look?.now();
    if (captured === undefined || picture === undefined) return;
    this.isShown = true;
    this.confirmed = picture;
    this.options.toWorker({ type: 'screenSeen', seen: { picture, isSteady: mode === 'text' } });
    this.options.onTracks(this.tracks);
    this.options.emit({ type: 'screenShown' });
  }

  private pause(): void {
    if (!this.isShown) return;
    this.withhold();
    this.options.emit({ type: 'screenPaused' });
  }

  /** It shows something that the person has not looked at. */
  hold(): void {
    if (!this.isShown) return;
    this.withhold();
    this.options.emit({ type: 'screenHeld' });
  }

  private setMode(mode: ScreenMode): void {
    this.mode = mode;
    if (this.captured === undefined) return;
    hint(this.captured.picture, mode);
    if (!this.isShown) return;
    this.withhold(); // begins anew, with a key frame
    this.goOn();
  }

  /** Nobody watched meanwhile: if it became something else, the person looks first. */
  private goOn(): void {
    const picture = this.look?.now();
    const isKnown = picture !== undefined && this.confirmed !== undefined && !isFar(picture, this.confirmed);
    if (isKnown) this.show();
    else this.options.emit({ type: 'screenHeld' });
  }

  /** By every path: the button, the browser's own, the window that closed, the rules, leaving. */
  stop(problem?: ShareProblem): void {
    this.visit += 1;
    const { captured } = this;
    if (captured === undefined) return;
    captured.picture.onended = null;
    captured.picture.stop();
    captured.sound?.stop();
    this.look?.end();
    this.captured = undefined;
    this.look = undefined;
    this.withhold();
    this.options.toWorker({ type: 'screenOver' });
    this.options.emit({ type: 'screenEnded', ...(problem && { problem }) });
  }

  private withhold(): void {
    this.isShown = false;
    this.options.toWorker({ type: 'screenHold' });
    this.options.onTracks(this.tracks);
  }

  private async capture(isWhole: boolean, wantsSound: boolean): Promise<void> {
    const visit = this.visit;
    this.isPicking = true;
    const picked = captureScreen(isWhole, wantsSound);
    this.options.emit({ type: 'screenPicking' });
    const captured = await picked;
    this.isPicking = false;
    if (captured.type === 'problem') this.giveUp(captured.problem);
    else if (visit === this.visit) this.begin(captured);
    else this.discard(captured);
  }

  /** Who closes the browser's own dialog has said enough. */
  private giveUp(problem: ScreenProblem): void {
    this.options.emit({ type: 'screenEnded', ...(problem === 'failed' && { problem }) });
  }

  private discard({ picture, sound }: CapturedScreen): void {
    picture.stop();
    sound?.stop();
    this.options.emit({ type: 'screenEnded' });
  }

  private begin(captured: CapturedScreen): void {
    this.captured = captured;
    this.look = new ScreenLook(captured.picture, () => this.hold());
    captured.picture.onended = () => this.stop();
    hint(captured.picture, this.mode);
    const { picture, sound, surface, label } = captured;
    this.options.emit({
      type: 'screenCaptured',
      captured: { picture, hasSound: sound !== undefined, surface, label },
    });
  }
}
