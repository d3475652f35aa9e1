// The media of one call: negotiates, asks for what the tiles show, and reads what really flows.
import { type MediaStats } from '../media/stats';
import { screenBounds } from '../media/screen';
import { MediaSession, type Source } from '../media/session';
import type { WorldEvent } from '../meeting/events';
import type { Look } from '../meeting/quality';
import type { MeetingState } from '../meeting/state';
import { areSameWishes, nextWishes, slotsNeeded } from '../meeting/wishes';
import type { ClientMessage } from '../signal/messages';
import type { ScreenTracks } from './local_share';

const lookIntervalMs = 1_000;
const lookSoonMs = 100; // a lamp must be right half a second after a click
const wishSoonMs = 250;
const asleepMs = 4_000; // a timer this late means that the machine slept

export interface CallMediaOptions {
  readonly worker: Worker;
  readonly emit: (event: WorldEvent) => void;
  readonly state: () => MeetingState;
  readonly sendTracks: (session: MediaSession) => Promise<unknown>;
  readonly send: (message: ClientMessage) => void;
  readonly onWake: () => void;
}

interface Exchange {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

export class CallMedia {
  private session: MediaSession | undefined;
  private pending: Exchange | undefined;
  private wishTimer: ReturnType<typeof setTimeout> | undefined;
  private lookTimer: ReturnType<typeof setTimeout> | undefined;
  private soonTimer: ReturnType<typeof setTimeout> | undefined;
  private lookedAt = 0;
  /** Of the certificate to which the path is encrypted, as the last answer names it. */
  serverFingerprint = '';

  constructor(private readonly options: CallMediaOptions) {}

  /** A fresh path, for a fresh connection id. */
  begin(): void {
    this.closeSession();
    const { worker, emit } = this.options;
    const session = new MediaSession({
      makeTransform: (transform) => new RTCRtpScriptTransform(worker, transform),
      onState: (state) => this.pathChanged(state),
    });
    this.session = session;
    emit({ type: 'mediaPath', path: 'connecting' });
    this.options.sendTracks(session).then(
      () => this.negotiate(),
      () => this.fault(session),
    );
    this.lookLater();
  }

  /** The same path after an interruption; it may have died meanwhile without being mended. */
  resume(): void {
    if (this.options.state().media === 'interrupted') this.mend();
  }

  /** By another network, perhaps: the path is looked for anew before the old one is missed. */
  mend(): void {
    if (this.session !== undefined && this.pending === undefined) this.negotiate(true);
  }

  answer(sdp: string): void {
    this.serverFingerprint = /^a=fingerprint:sha-256 ([0-9a-f:]+)/im.exec(sdp)?.[1] ?? '';
    const pending = this.pending;
    this.pending = undefined;
    pending?.resolve(sdp);
  }

  refused(): void {
    const pending = this.pending;
    this.pending = undefined;
    pending?.reject(new Error('the offer was refused'));
  }

  setTrack(source: Source, track: MediaStreamTrack | null): void {
    const session = this.session;
    session?.setTrack(source, track).catch(() => this.fault(session));
    this.lookSoon();
  }

  setScreen(tracks: ScreenTracks): void {
    const session = this.session;
    if (session === undefined) return;
    sendScreen(session, tracks).catch(() => this.fault(session));
    this.lookSoon();
  }

  wishSoon(): void {
    clearTimeout(this.wishTimer);
    this.wishTimer = setTimeout(() => this.wish(), wishSoonMs);
  }

  wish(): void {
    const { state, emit, send } = this.options;
    if (this.session?.grow(slotsNeeded(state())) === true) this.negotiate();
    const wishes = nextWishes(state());
    if (areSameWishes(wishes, state().wishes)) return;
    emit({ type: 'wished', wishes });
    send({ type: 'receive', slots: wishes });
  }

  lookSoon(): void {
    clearTimeout(this.soonTimer);
    this.soonTimer = setTimeout(() => void this.look(), lookSoonMs);
  }

  end(): void {
    for (const timer of [this.wishTimer, this.lookTimer, this.soonTimer]) clearTimeout(timer);
    this.closeSession();
  }

  private negotiate(restartIce = false): void {
    const session = this.session;
    session?.negotiate((sdp) => this.exchange(sdp), restartIce).then(
      () => this.negotiated(session),
      () => this.fault(session),
    );
  }

  private exchange(sdp: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.options.send({ type: 'offer', sdp });
    });
  }

  private negotiated(session: MediaSession): void {
    if (session !== this.session) return;
    this.options.emit({ type: 'slotsReady', slots: session.slots });
    this.wish();
  }

  private pathChanged(state: RTCPeerConnectionState): void {
    const { emit } = this.options;
    if (state === 'connected') emit({ type: 'mediaPath', path: 'connected' });
    if (state === 'disconnected' || state === 'failed') emit({ type: 'mediaPath', path: 'interrupted' });
    if (state === 'failed' && this.options.state().server === 'online') this.negotiate(true);
  }

  /** A session that was closed meanwhile has no faults any more. */
  private fault(session: MediaSession): void {
    if (session !== this.session) return;
    this.options.emit({ type: 'alarm', cause: { kind: 'page', trouble: 'noMedia' } });
  }

  private lookLater(): void {
    clearTimeout(this.lookTimer);
    this.lookedAt = Date.now();
    this.lookTimer = setTimeout(() => {
      if (Date.now() - this.lookedAt > asleepMs) this.options.onWake();
      void this.look();
      this.lookLater();
    }, lookIntervalMs);
  }

  private async look(): Promise<void> {
    const session = this.session;
    if (session === undefined) return;
    const stats: MediaStats = await session.stats();
    if (session !== this.session) return;
    const sent = {
      microphone: session.bytesSent(stats, 'microphone'),
      camera: session.bytesSent(stats, 'camera'),
      screen: session.bytesSent(stats, 'screen'),
    };
    this.options.emit({ type: 'statsRead', sent, look: lookOf(stats), hop: stats.hop });
    if (isTrailing(this.options.state())) this.lookSoon();
  }

  private closeSession(): void {
    this.pending = undefined;
    this.session?.close();
    this.session = undefined;
  }
}

export function sendScreen(session: MediaSession, { picture, sound, mode }: ScreenTracks): Promise<unknown> {
  return Promise.all([
    session.setTrack('screen', picture, screenBounds[mode]),
    session.setTrack('screen_audio', sound),
  ]);
}

function lookOf({ received, sent, hop }: MediaStats): Look {
  return { time: performance.now(), received, sent, roundTripMs: hop.roundTripMs };
}

/** Something is not open and was still sending when we looked last: soon it will not be. */
function isTrailing({ devices, share }: MeetingState): boolean {
  const { microphone, camera } = devices;
  const isLate = [microphone, camera].some((device) => device.status !== 'open' && device.isSending);
  return isLate || (share.captured === undefined && share.isSending);
}
