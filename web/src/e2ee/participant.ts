// This client in the worker: what the page and the server say goes to the core, what the core says
// goes to the page, and frames pass through with the core's keys. It knows no browser but WebCrypto,
// so it runs in node as well.
import { assertNever } from '../base/assert_never';
import { type Core, CoreError, type ErrorCode } from './core';
import type { CoreEvent } from './core_events';
import { Frames } from './frames';
import type {
  FailureReason,
  KeyMessage,
  OwnState,
  SourceKind,
  WishRefusal,
  WorkerMessage,
} from './messages';
import { Speakers } from './speakers';
import { ReceiveStream, type ReceiveStreamEvents, SendStream } from './streams';

export interface Surroundings {
  /** Microseconds of a monotonic clock. */
  readonly now: () => number;
  readonly unixSeconds: () => number;
  readonly post: (message: WorkerMessage) => void;
}

export class Participant {
  private readonly frames: Frames;
  // By what they carry: on a fresh path others take their places.
  private readonly senders = new Map<SourceKind, SendStream>();
  private readonly receivers = new Map<string, ReceiveStream>();
  private leaf = -1;
  private epoch = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private told = '';
  private isStillTold = false;
  /** By the meeting's rules, until the page says that the microphone is closed. */
  private isMicrophoneHeld = false;
  private isHandRaised = false; // by the page's last word
  private isOver = false;
  private readonly speakers = new Speakers((leaf, isSpeaking) =>
    this.around.post({ type: 'speaking', leaf, isSpeaking }),
  );

  constructor(
    private readonly core: Core,
    private readonly around: Surroundings,
  ) {
    this.frames = new Frames(core);
  }

  /** The keys to seal and open with, while there are any. */
  get activeFrames(): Frames | undefined {
    return this.isOver ? undefined : this.frames;
  }

  /** The same for one's own frames of a kind; the worker itself keeps a newcomer muted. */
  framesToSend(kind: SourceKind): Frames | undefined {
    return kind === 'microphone' && this.isMicrophoneHeld ? undefined : this.activeFrames;
  }

  receive(message: KeyMessage): void {
    if (this.isOver) return;
    try {
      this.handle(message);
    } catch (error) {
      this.fail('internal', error);
    }
  }

  addSender(stream: SendStream): void {
    this.senders.set(stream.kind, stream);
  }
  addReceiver(mid: string, isVideo: boolean, events: ReceiveStreamEvents): ReceiveStream {
    const stream = new ReceiveStream(mid, isVideo, events);
    this.receivers.set(mid, stream);
    return stream;
  }

  /** What an opened frame of a microphone says of whoever sent it. */
  hear(leaf: number, isSpeaking: boolean): void {
    if (!this.isOver) this.speakers.hear(leaf, isSpeaking, this.around.now());
  }
  /** To be called a few times a second: who stopped sending speaks no more. */
  listen(): void {
    if (!this.isOver) this.speakers.wake(this.around.now());
  }

  /** To be called about once a second: tells the page what passed, and once that nothing passes any more. */
  reportFrames(): void {
    const received = [...this.receivers.values()].map(({ mid, opened, dropped }) => ({ mid, opened, dropped }));
    const sent = [...this.senders.values()].map(({ kind, sealed, dropped }) => ({ kind, sealed, dropped }));
    const report = JSON.stringify([received, sent]);
    const isStill = report === this.told;
    if ((isStill && this.isStillTold) || this.isOver) return;
    this.isStillTold = isStill;
    this.told = report;
    this.around.post({ type: 'frames', received, sent });
  }

  fail(reason: FailureReason, error: unknown): void {
    if (this.isOver) return;
    this.wipe();
    this.around.post({ type: 'failed', reason, text: textOf(error) });
  }

  private handle(message: KeyMessage): void {
    const now = this.around.now();
    switch (message.type) {
      case 'start':
        return this.start(message);
      case 'fromServer':
        return this.tell(this.core.receive(message.message, now));
      case 'say':
        return this.say(message.state, now);
      case 'tell':
        return this.wish(() => this.core.tell(message.said, message.to, now));
      case 'wantChunk':
        return this.pass(() => this.core.wantChunk(message.file, message.index, now));
      case 'sendChunk': {
        const { to, file, index, data } = message;
        return this.pass(() => this.core.sendChunk(to, file, index, data, now));
      }
      case 'speaking':
        this.frames.isSpeaking = message.isSpeaking;
        return;
      case 'admit':
        return message.connections.forEach((one) => this.wish(() => this.core.admit(one, now)));
      case 'deny':
        return message.connections.forEach((one) => this.wish(() => this.core.deny(one, now)));
      case 'remove':
        return this.wish(() => this.core.remove(message.leaf, message.doesChangeLink, now));
      case 'changePolicy':
        return this.wish(() => this.core.changePolicy(message.change, now));
      case 'setHost':
        return this.wish(() => this.core.setHost(message.leaf, message.isHost, now));
      case 'changeLink':
        return this.wish(() => this.core.changeLink(now));
      case 'invite':
        return this.wish(() => this.core.invite(message.label, now));
      case 'leave':
        return this.wipe();
      default:
        return assertNever(message);
    }
  }

  private start({ secret, name, passphrase }: KeyMessage & { readonly type: 'start' }): void {
    const { now, unixSeconds, post } = this.around;
    try {
      const meetingId = this.core.open(secret, name, passphrase, unixSeconds(), now());
      post({ type: 'ready', meetingId });
    } catch (error) {
      const isLinkBad = error instanceof CoreError && error.code !== 'internal';
      return this.fail(isLinkBad ? 'link' : 'internal', error);
    }
    this.schedule();
  }

  private say(state: OwnState, now: number): void {
    if (!state.microphone) this.isMicrophoneHeld = this.frames.isSpeaking = false;
    this.tell(this.core.say(state, now));
    if (state.isHandRaised === this.isHandRaised) return;
    this.isHandRaised = state.isHandRaised;
    this.wish(() => this.core.raiseHand(state.isHandRaised, now));
  }

  /** A piece of a file: whoever offered or wanted it may just have gone, which is news for nobody. */
  private pass(carryOut: () => readonly CoreEvent[]): void {
    try {
      this.tell(carryOut());
    } catch (error) {
      if (!(error instanceof CoreError) || error.code === 'internal') throw error;
    }
  }

  /** What a host wants, and what anybody says. A refusal is news for the person and no fault of the worker's. */
  private wish(carryOut: () => readonly CoreEvent[]): void {
    try {
      this.tell(carryOut());
    } catch (error) {
      if (!(error instanceof CoreError) || error.code === 'internal') throw error;
      this.around.post({ type: 'wishRefused', reason: refusalOf(error.code) });
    }
  }

  private tell(events: readonly CoreEvent[]): void {
    for (const event of events) this.tellOne(event);
    this.schedule();
  }

  private tellOne(event: CoreEvent): void {
    switch (event.type) {
      case 'toServer':
        return this.around.post(event);
      case 'joined':
        this.leaf = event.leaf;
        this.speakers.clear();
        return this.frames.dropAllKeys();
      case 'epochChanged':
        return this.enterEpoch(event);
      case 'stateChanged':
        return this.around.post({ type: 'state', leaf: event.leaf, state: event.state });
      case 'knocksChanged':
        return this.around.post({ type: 'knocks', waiting: event.waiting });
      case 'logged':
        return this.around.post({ type: 'log', entries: event.entries });
      case 'silentChanged':
        return this.around.post({ type: 'silent', leaves: event.leaves });
      case 'alarm':
      case 'waiting':
      case 'denied':
      case 'wrongPassphrase':
      case 'linkChanged':
      case 'invited':
      case 'said':
      case 'chunkWanted':
      case 'chunk':
        return this.around.post(event);
      case 'removed':
        this.wipe();
        return this.around.post({ type: 'removed' });
      case 'lost':
        this.frames.dropAllKeys();
        return this.around.post({ type: 'lost' });
      default:
        return assertNever(event);
    }
  }

  private enterEpoch(event: CoreEvent & { readonly type: 'epochChanged' }): void {
    const { epoch, safetyCode, safetyWords, policy, roster } = event;
    this.epoch = epoch;
    this.frames.dropDeadKeys(epoch);
    if (this.leaf >= 0) {
      this.isMicrophoneHeld = policy.doNewcomersEnterMuted && roster.length > 1;
      this.around.post({ type: 'joined', leaf: this.leaf, epoch });
    }
    this.leaf = -1; // said once a membership
    const leaves = new Set(roster.map((member) => member.leaf));
    for (const receiver of this.receivers.values()) receiver.stay(leaves);
    this.around.post({ type: 'roster', members: roster, epoch, safetyCode, safetyWords, policy });
  }

  /** Wakes the core when it asked to be. */
  private schedule(): void {
    clearTimeout(this.timer);
    if (this.isOver) return;
    const delayMs = (this.core.nextWake() - this.around.now()) / 1000;
    if (delayMs > timerMsMax) return;
    this.timer = setTimeout(() => this.wake(), Math.max(0, Math.ceil(delayMs)));
  }

  private wake(): void {
    if (this.isOver) return;
    try {
      this.tell(this.core.wake(this.around.now()));
      this.frames.dropDeadKeys(this.epoch);
    } catch (error) {
      this.fail('internal', error);
    }
  }

  private wipe(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.frames.dropAllKeys();
    try {
      this.core.leave();
    } catch {
      // A core that trapped holds its memory until the worker ends; nothing uses it any more.
    }
  }
}

const timerMsMax = 2 ** 31 - 1;

function refusalOf(code: ErrorCode): WishRefusal {
  switch (code) {
    case 'refused':
    case 'notFound':
    case 'limit':
    case 'notYet':
      return code;
    default:
      return 'impossible';
  }
}

function textOf(error: unknown): string {
  if (error instanceof CoreError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
