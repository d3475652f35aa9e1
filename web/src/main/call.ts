// One visit to one meeting: the worker that holds its keys, the conversation with the server, and
// the media between them. It passes envelopes and events on; every decision about keys is the
// worker's, every decision about drawing is the state's.
import { assertNever } from '../base/assert_never';
import type { KeyClientMessage, OwnState, PageMessage, WorkerMessage } from '../e2ee/messages';
import type { MediaSession } from '../media/session';
import type { WorldEvent } from '../meeting/events';
import { placeKeptMs } from '../meeting/lost';
import type { Invite, MeetingState, OverReason } from '../meeting/state';
import { Connection, type ConnectionEvent } from '../signal/connection';
import type { ServerMessage } from '../signal/messages';
import { meetingUrl, openWebSocket } from '../signal/socket';
import { CallMedia } from './call_media';
import type { KeyWorker } from './key_worker';
import type { ScreenTracks } from './local_share';
import { Statements } from './statement';
import { Talk } from './talk';

export interface CallOptions {
  readonly keys: KeyWorker;
  readonly secret: string;
  readonly name: string;
  readonly passphrase: string;
  readonly emit: (event: WorldEvent) => void;
  readonly state: () => MeetingState;
  /** By the meeting's rules newcomers, of whom this is one, come in with a closed microphone. */
  readonly onEnterMuted: () => void;
  /** One's own screen shows what the person has not looked at; the worker seals none of it. */
  readonly onScreenHeld: () => void;
  /** The group went on without this person, who comes again as somebody new. */
  readonly onLost: () => void;
  /** The link has another fragment from now on. */
  readonly onLinkChanged: (secret: string) => void;
  /** Gives a fresh session the tracks that are open now. */
  readonly sendTracks: (session: MediaSession) => Promise<unknown>;
}

const patienceMs = 6_000;

const closedState: OwnState = {
  microphone: false,
  camera: false,
  screen: false,
  isScreenPaused: false,
  isHandRaised: false,
};

export class Call {
  private connection: Connection | undefined;
  private readonly statements = new Statements();
  /** What people say to each other, and files. */
  readonly talk: Talk;
  private readonly media: CallMedia;
  private isPathDue = false; // as soon as it is known under which connection
  private isEntering = false; // in, but the rules are not known yet
  private hasCreated = false;
  private isOver = false;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private deviceState: OwnState = closedState;

  constructor(private readonly options: CallOptions) {
    this.media = new CallMedia({
      worker: options.keys.worker,
      emit: options.emit,
      state: options.state,
      sendTracks: options.sendTracks,
      send: (message) => this.connection?.send(message),
      onWake: () => this.probe(),
    });
    this.talk = new Talk({
      post: (message) => options.keys.post(message),
      emit: options.emit,
      state: options.state,
    });
    options.keys.listen((message) => this.fromWorker(message));
    const { secret, name, passphrase } = options;
    // One passphrase, however a keyboard composes its letters.
    options.keys.post({ type: 'start', secret, name, passphrase: passphrase.normalize('NFC') });
  }

  leave(): void {
    this.connection?.leave();
    this.end();
  }

  probe(): void {
    this.connection?.probe();
  }

  /** Asks the server what it holds about us: the answer is the event `seen`. */
  inspect(): void {
    this.connection?.inspect(this.statements.ask());
  }

  networkChanged(): void {
    this.probe();
    this.media.mend();
  }

  /** Tells the others, under the meeting's keys, which devices are open. */
  say(state: OwnState): void {
    this.deviceState = state;
    this.options.keys.post({ type: 'say', state });
    this.media.lookSoon();
  }

  /** What a host wants of the group. */
  wish(message: PageMessage): void {
    this.options.keys.post(message);
  }

  setTrack(kind: 'microphone' | 'camera', track: MediaStreamTrack | null): void {
    this.media.setTrack(kind, track);
  }

  setScreen(tracks: ScreenTracks): void {
    this.media.setScreen(tracks);
  }

  tilesMoved(): void {
    this.media.wishSoon();
  }

  private fromWorker(message: WorkerMessage): void {
    if (this.isOver) return;
    const { emit } = this.options;
    switch (message.type) {
      case 'ready':
        return this.connect(message.meetingId);
      case 'toServer':
        return this.toServer(message.message);
      case 'joined':
        this.isEntering = true;
        return emit({ type: 'joined' });
      case 'roster':
        emit(message);
        this.enter(message);
        return this.media.wish();
      case 'knocks':
      case 'silent':
        return emit(message);
      case 'log':
        return emit({ type: 'logged', entries: message.entries, time: Date.now() });
      case 'waiting':
        return emit({ type: 'waitingFor', hosts: message.hosts });
      case 'denied':
        return this.finish('denied');
      case 'wrongPassphrase':
        return this.giveUpPassphrase();
      case 'linkChanged':
        return this.options.onLinkChanged(message.secret);
      case 'invited':
        return emit({ type: 'invited', invite: inviteOf(message.label, message.secret) });
      case 'state':
        emit({ type: 'memberSays', leaf: message.leaf, says: message.state });
        return this.media.wishSoon();
      case 'said':
        return this.talk.said(message);
      case 'chunkWanted':
        return this.talk.chunkWanted(message);
      case 'chunk':
        return this.talk.chunk(message);
      case 'speaking':
        return emit({ ...message, type: 'voiceHeard', time: performance.now() });
      case 'slot':
        return emit({ ...message, type: 'slotCarries', source: message.kind });
      case 'frames':
        return emit({ type: 'framesCounted', received: message.received });
      case 'alarm':
        return emit({ type: 'alarm', cause: { kind: message.kind, who: message.who } });
      case 'wishRefused':
        return emit({ type: 'alarm', cause: { kind: 'wish', reason: message.reason } });
      case 'screenHeld':
        return this.options.onScreenHeld();
      case 'removed':
        return this.finish(message.type);
      case 'lost':
        return this.comeAnew();
      case 'failed':
        return this.finish('core');
      default:
        return assertNever(message);
    }
  }

  /** Of each membership the first roster: now the rules are known, and it may be told what is open. */
  private enter({ policy }: WorkerMessage & { type: 'roster' }): void {
    if (!this.isEntering) return;
    this.isEntering = false;
    if (policy.doNewcomersEnterMuted && !this.hasCreated) this.options.onEnterMuted();
    this.say(this.deviceState);
  }

  private giveUpPassphrase(): void {
    this.leave();
    this.options.emit({ type: 'wrongPassphrase' });
  }

  private connect(meetingId: string): void {
    const url = meetingUrl(new URL(location.href), meetingId);
    this.connection = new Connection({
      openSocket: (handlers) => openWebSocket(url, handlers),
      onEvent: (event) => this.fromConnection(event),
      random: Math.random, // spreads reconnections; nothing secret hangs on it
    });
    this.connection.open();
  }

  private fromConnection(event: ConnectionEvent): void {
    if (this.isOver) return;
    switch (event.type) {
      case 'message':
        return this.fromServer(event.message);
      case 'lost':
      case 'unreachable':
        return this.options.emit({ type: 'serverLink', link: event.type });
      case 'failed':
        return this.finish(event.reason);
      default:
        return assertNever(event);
    }
  }

  private fromServer(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        return this.hello(message);
      case 'answer':
        return this.media.answer(message.sdp);
      case 'seen':
        return void this.seen(message);
      case 'error':
        return this.media.refused();
      case 'slots': // only a hint: whose frames they are, the keys say
      case 'pong':
      case 'closing':
        return;
      default:
        if (message.type === 'created') this.hasCreated = true;
        if (message.type === 'departed' && message.vanished) this.keepPlace(message.connection);
        if (message.type === 'restored') this.beginPath(); // we are in it as before
        return this.options.keys.post({ type: 'fromServer', message });
    }
  }

  private async seen(message: ServerMessage & { type: 'seen' }): Promise<void> {
    const statement = await this.statements.check(message, this.media.serverFingerprint, Date.now());
    this.options.emit({ type: 'seen', fields: message.fields, statement });
  }

  /** Each hello after the first goes on where we were, as far as the server still knows. */
  private hello(message: ServerMessage & { type: 'hello' }): void {
    this.options.emit({ type: 'serverFound' });
    this.isPathDue ||= !message.resumed;
    this.options.keys.post({ type: 'fromServer', message });
    if (message.resumed) this.media.resume();
  }

  private toServer(message: KeyClientMessage): void {
    this.connection?.send(message);
    if (message.type === 'create' || message.type === 'knock') this.beginPath(); // as somebody new
  }

  /** Away for too long: the others have gone on without us. The core knocks again, with fresh keys. */
  private comeAnew(): void {
    this.hasCreated = false;
    this.options.onLost();
    this.options.emit({ type: 'knockingAgain' });
    this.beginPath();
  }

  private keepPlace(connection: number): void {
    const { emit } = this.options;
    emit({ type: 'vanished', connection });
    setTimeout(() => emit({ type: 'placeGivenUp', connection }), placeKeptMs);
  }

  private beginPath(): void {
    if (!this.isPathDue) return;
    this.isPathDue = false;
    this.media.begin();
    this.startPatience();
  }

  private startPatience(): void {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.options.emit({ type: 'knockingLong' }), patienceMs);
  }

  private finish(reason: OverReason): void {
    this.connection?.leave();
    this.end();
    this.options.emit({ type: 'over', reason });
  }

  private end(): void {
    this.isOver = true;
    clearTimeout(this.patience);
    this.media.end();
    this.talk.end();
    this.options.keys.end();
  }
}

/** The same page with another fragment. */
function inviteOf(label: string, secret: string): Invite {
  const link = new URL(location.href);
  link.hash = secret;
  return { label, link: link.href };
}
