// One lasting conversation with the server over sockets that come and go.
//
// It says hello, pings, notices silence, comes back with the resume token, and keeps the order of
// what it is given: while no socket is open, messages wait; after `resumed: true` they follow,
// after `resumed: false` they are dropped, because they were said by a member who is no longer one;
// if the server then restores the member, what it said to the others meanwhile follows after all.
// Both sides count what they took (`received`), so that what was on the way when a socket died is
// said again, once.
// Malformed text from the server ends the conversation: it is not a server of this protocol.
import { encodeClientMessage } from './encode';
import type { ClientMessage, ServerMessage } from './messages';
import { parseServerMessage } from './parse';

export interface Socket {
  send(text: string): void;
  close(): void;
}
export interface SocketHandlers {
  readonly onOpen: () => void;
  readonly onText: (data: unknown) => void;
  readonly onClose: () => void;
}

export type ConnectionEvent =
  | { readonly type: 'message'; readonly message: ServerMessage }
  /** The socket is lost and another is being tried. */
  | { readonly type: 'lost' }
  /** Nobody answered for `unreachableAfterMs`; the attempts go on. */
  | { readonly type: 'unreachable' }
  /** It is over: the server refused, or does not speak this protocol. */
  | { readonly type: 'failed'; readonly reason: ConnectionFailure };

export type ConnectionFailure = 'protocol' | 'version' | 'full' | 'replaced' | 'error';

export interface ConnectionOptions {
  readonly openSocket: (handlers: SocketHandlers) => Socket;
  readonly onEvent: (event: ConnectionEvent) => void;
  /** Uniform in [0, 1): spreads the returns of many clients after a server's restart. */
  readonly random: () => number;
}

// The server keeps a silent client's place for a minute. The loss is seen soon all the same, and the
// next attempt is near: nobody should wait for longer than the network does.
export const pingIntervalMs = 2_000;
export const silenceMaxMs = 6_000;
export const connectTimeoutMs = 2_500;
/** So long wait newcomers, and every sixth attempt to come back: a socket to a far server takes three round trips to open. */
const patientTimeoutMs = 10_000;
export const unreachableAfterMs = 20_000;
const probeTimeoutMs = 2_000;
const backoffFirstMs = 250;
const backoffLastMs = 2_000;
const waitingMessagesMax = 1_000;

export class Connection {
  private socket: Socket | undefined;
  private isGreeted = false; // hello was said on this socket
  private isReady = false; // and answered
  private isOver = false;
  private resume: Uint8Array | undefined;
  private waiting: ClientMessage[] = [];
  private held: ClientMessage[] = []; // said while away, to the others, by whom the server forgot
  private received = 0; // counted messages of the server, on this connection id
  private taken = 0; // counted messages of ours that the server confirmed, likewise
  private unconfirmed: ClientMessage[] = []; // those said after them
  private attempts = 0;
  /** Silent, but perhaps not dead: closed only once we are back, lest the server take us for gone. */
  private silentSockets: Socket[] = [];
  private isUnreachable = false;
  private readonly timers = new Map<TimerName, ReturnType<typeof setTimeout>>();

  constructor(private readonly options: ConnectionOptions) {}

  open(): void {
    this.startTimer('unreachable', unreachableAfterMs, () => this.sayUnreachable());
    this.connect();
  }

  send(message: ClientMessage): void {
    if (this.isOver) return;
    if (this.isReady) this.say(message);
    else if (this.waiting.length < waitingMessagesMax) this.waiting.push(message);
  }

  /** Asks what the server holds about us now; nothing comes while it is lost. Does not count. */
  inspect(question: Uint8Array): void {
    if (this.isReady) this.write({ type: 'inspect', question });
  }

  /** Goodbye: everyone hears of it at once, and nothing comes after. */
  leave(): void {
    if (this.isReady) this.say({ type: 'leave' });
    this.end();
  }

  /** The network may have changed or the machine have slept: find out now, not at the next ping. */
  probe(): void {
    if (this.isOver) return;
    if (!this.isReady) {
      this.attempts = 0;
      if (this.isGreeted) this.setAside();
      this.dropSocket();
      this.connect();
      return;
    }
    this.write({ type: 'ping', received: this.received });
    this.startTimer('probe', probeTimeoutMs, () => this.loseBySilence());
  }

  private connect(): void {
    this.stopTimer('retry');
    const isCurrent = () => this.socket === socket;
    const socket = this.options.openSocket({
      onOpen: () => isCurrent() && this.greet(),
      onText: (data) => isCurrent() && this.receive(data),
      onClose: () => isCurrent() && this.lose(),
    });
    this.socket = socket;
    this.isGreeted = false;
    const isPatient = this.resume === undefined || this.attempts % 6 === 5;
    this.startTimer('connect', isPatient ? patientTimeoutMs : connectTimeoutMs, () => this.lose());
  }

  /** From here on the server may have taken us back, though its answer is not heard. */
  private greet(): void {
    const resume = this.resume;
    this.write({ type: 'hello', version: 1, ...(resume && { resume, received: this.received }) });
    this.isGreeted = true;
    this.startTimer('connect', connectTimeoutMs, () => this.loseBySilence());
  }

  private receive(data: unknown): void {
    const message = parseServerMessage(data);
    if (message === undefined) return this.fail('protocol');
    this.stopTimer('probe');
    this.startTimer('silence', silenceMaxMs, () => this.loseBySilence());
    switch (message.type) {
      case 'hello':
        return this.welcomeBack(message);
      case 'pong':
        return this.confirm(message.received);
      case 'seen':
        return this.options.onEvent({ type: 'message', message });
      case 'error':
        return this.refused(message);
      case 'closing':
        return message.reason === 'replaced' ? this.fail('replaced') : undefined;
      default:
        this.received += 1;
        if (message.type === 'restored') this.resume = message.resume;
        this.options.onEvent({ type: 'message', message });
        return this.sayHeld(message.type === 'restored');
    }
  }

  /** The server's first word after it forgot us says whether we are still who we were. */
  private sayHeld(isRestored: boolean): void {
    const held = isRestored ? this.held : [];
    this.held = [];
    for (const message of held) this.send(message);
  }

  /** The server has this many of our counted messages: they need not be said again. */
  private confirm(received: number): void {
    const news = Math.min(Math.max(received - this.taken, 0), this.unconfirmed.length);
    this.unconfirmed.splice(0, news);
    this.taken += news;
  }

  private forget(): void {
    this.received = 0;
    this.taken = 0;
    this.unconfirmed = [];
  }

  private welcomeBack(hello: ServerMessage & { type: 'hello' }): void {
    if (hello.version !== 1) return this.fail('version');
    this.stopTimer('connect');
    this.stopTimer('unreachable');
    this.closeSilentSockets();
    this.resume = hello.resume;
    this.isReady = true;
    this.isUnreachable = false;
    this.attempts = 0;
    this.startTimer('ping', pingIntervalMs, () => this.ping());
    const waiting = hello.resumed ? this.waiting : [];
    this.held = hello.resumed ? [] : this.waiting.filter(({ type }) => type === 'message');
    this.waiting = [];
    if (!hello.resumed) this.forget();
    this.confirm(hello.received);
    for (const message of this.unconfirmed) this.write(message);
    this.options.onEvent({ type: 'message', message: hello });
    for (const message of waiting) this.send(message);
  }

  private refused(error: ServerMessage & { type: 'error' }): void {
    if (error.code === 'refused') return this.options.onEvent({ type: 'message', message: error });
    if (error.code === 'full' || error.code === 'version') return this.fail(error.code);
    this.fail('error');
  }

  private ping(): void {
    this.write({ type: 'ping', received: this.received });
    this.startTimer('ping', pingIntervalMs, () => this.ping());
  }

  private loseBySilence(): void {
    this.setAside();
    this.lose();
  }

  private setAside(): void {
    if (this.socket) this.silentSockets.push(this.socket);
    this.socket = undefined;
  }

  private closeSilentSockets(): void {
    for (const socket of this.silentSockets) socket.close();
    this.silentSockets = [];
  }

  private lose(): void {
    if (this.isOver) return;
    const wasReady = this.isReady;
    this.dropSocket();
    if (wasReady) {
      this.options.onEvent({ type: 'lost' });
      this.startTimer('unreachable', unreachableAfterMs, () => this.sayUnreachable());
    }
    this.startTimer('retry', this.nextDelayMs(), () => this.connect());
  }

  /** At once the first time: a server gives a closed socket one second before it says we are gone. */
  private nextDelayMs(): number {
    const again = Math.min(backoffFirstMs * 2 ** (this.attempts - 1), backoffLastMs);
    const delay = this.attempts === 0 ? 0 : again;
    this.attempts += 1;
    return delay * (0.5 + this.options.random() / 2);
  }

  private sayUnreachable(): void {
    if (this.isUnreachable) return;
    this.isUnreachable = true;
    this.options.onEvent({ type: 'unreachable' });
  }

  private fail(reason: ConnectionFailure): void {
    this.end();
    this.options.onEvent({ type: 'failed', reason });
  }

  private end(): void {
    this.isOver = true;
    this.waiting = [];
    this.held = [];
    this.forget();
    this.dropSocket();
    this.closeSilentSockets();
    this.stopTimer('unreachable');
  }

  private dropSocket(): void {
    const socket = this.socket;
    this.socket = undefined; // first, so that its own close event is not taken for a loss
    this.isReady = false;
    for (const name of ['ping', 'silence', 'probe', 'connect', 'retry'] as const) this.stopTimer(name);
    socket?.close();
  }

  /** Says a message that counts. */
  private say(message: ClientMessage): void {
    this.unconfirmed.push(message);
    this.write(message);
  }

  private write(message: ClientMessage): void {
    this.socket?.send(encodeClientMessage(message));
  }

  private startTimer(name: TimerName, delayMs: number, run: () => void): void {
    this.stopTimer(name);
    this.timers.set(name, setTimeout(run, delayMs));
  }

  private stopTimer(name: TimerName): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

type TimerName = 'ping' | 'silence' | 'probe' | 'connect' | 'retry' | 'unreachable';
