// Meetings of WebAssembly cores in node, for tests, over a server of a few lines: what the browser's
// workers do, without the browsers.
import { readFileSync } from 'node:fs';
import { Core } from './core';
import type { CoreEvent } from './core_events';
import { Frames } from './frames';
import type { KeyClientMessage, KeyServerMessage, Knocker } from './messages';

export const secret = 'AAECAwQFBgcICQoLDA0ODw';
export const unixSeconds = 1_800_000_000;

export const module = await WebAssembly.compile(
  readFileSync(new URL('../generated/e2ee.wasm', import.meta.url)),
);

/** One client: its core, and what it told its page. */
export class Client {
  readonly events: CoreEvent[] = [];
  readonly frames: Frames;
  isMember = false;

  constructor(
    readonly connection: number,
    readonly core: Core,
  ) {
    this.frames = new Frames(core);
  }

  get epoch() {
    return this.events.findLast((event) => event.type === 'epochChanged');
  }
  count(type: CoreEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }
}

/** docs/protocol.md, as far as keys go: orders commits and relays envelopes it cannot open. */
export class Relay {
  readonly clients: Client[] = [];
  now = 1_000_000;
  doesAdmit = true;
  private epoch = 0;
  private arrivals = 0;
  private readonly queue: (() => void)[] = [];
  private isServing = false;
  private isSettling = false;
  private readonly knocks = new Map<Client, Uint8Array>();

  async arrive(name: string, link = secret, passphrase = ''): Promise<Client> {
    const core = await Core.load(module, (text) => {
      throw new Error(text);
    });
    const client = new Client((this.arrivals += 1), core);
    core.open(link, name, passphrase, unixSeconds, this.now);
    this.clients.push(client);
    this.deliver(client, {
      type: 'hello',
      version: 1,
      connection: client.connection,
      resume: new Uint8Array(),
      resumed: false,
      members: this.members.map((member) => member.connection),
      epoch: this.epoch,
    });
    return client;
  }

  depart(client: Client): void {
    client.isMember = false;
    this.clients.splice(this.clients.indexOf(client), 1);
    this.knocks.delete(client);
    for (const member of this.members) {
      this.deliver(member, { type: 'departed', connection: client.connection });
    }
  }

  /** What a host of the meeting wants. */
  wish(from: Client, events: readonly CoreEvent[]): void {
    this.take(from, events);
  }

  /** Lets virtual time pass, waking whoever asked for it. */
  pass(microseconds: number): void {
    const end = this.now + microseconds;
    for (;;) {
      const next = Math.min(...this.clients.map((client) => client.core.nextWake()));
      if (next > end) break;
      this.now = Math.max(this.now, next);
      for (const client of this.clients.filter((due) => due.core.nextWake() <= this.now)) {
        this.take(client, client.core.wake(this.now));
      }
    }
    this.now = end;
  }

  deliver(to: Client, message: KeyServerMessage): void {
    this.queue.push(() => this.take(to, to.core.receive(message, this.now)));
    this.settle();
  }

  private get members(): Client[] {
    return this.clients.filter((client) => client.isMember);
  }
  private others(than: Client): Client[] {
    return this.members.filter((member) => member !== than);
  }

  /** What a client says: all of it is served before anybody hears the answers. */
  private take(from: Client, events: readonly CoreEvent[]): void {
    from.events.push(...events);
    this.isServing = true;
    for (const event of events) if (event.type === 'toServer') this.serve(from, event.message);
    this.isServing = false;
    for (const event of events) {
      if (event.type === 'knocksChanged' && this.doesAdmit) this.admit(from, event.waiting);
    }
    this.settle();
  }

  /** Delivers in the order of the server's words, also what comes of delivering. */
  private settle(): void {
    if (this.isServing || this.isSettling) return;
    this.isSettling = true;
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) next();
    this.isSettling = false;
  }

  /** What a host does who lets everyone in. */
  private admit(host: Client, waiting: readonly Knocker[]): void {
    if (host.epoch?.roster.some((member) => member.isSelf && member.isHost) !== true) return;
    for (const { connection } of waiting) this.take(host, host.core.admit(connection, this.now));
  }

  private serve(from: Client, message: KeyClientMessage): void {
    switch (message.type) {
      case 'create':
        if (this.members.length > 0) return this.deliver(from, { type: 'exists' });
        from.isMember = true;
        return this.deliver(from, { type: 'created' });
      case 'knock':
        this.knocks.set(from, message.envelope);
        for (const to of this.members) this.deliver(to, { ...message, from: from.connection });
        return;
      case 'commit':
        return this.serveCommit(from, message);
      case 'restore': // this relay forgets nobody
        return this.deliver(from, { type: 'exists' });
      case 'reply':
        for (const to of this.clients.filter((client) => client.connection === message.to)) {
          this.deliver(to, { type: 'reply', envelope: message.envelope });
        }
        return;
      case 'message':
        for (const to of this.others(from)) {
          if ((message.to ?? to.connection) !== to.connection) continue;
          const { envelope } = message;
          this.deliver(to, { type: 'message', from: from.connection, envelope });
        }
    }
  }

  private serveCommit(from: Client, commit: KeyClientMessage & { type: 'commit' }): void {
    if (commit.epoch !== this.epoch) {
      return this.deliver(from, { type: 'stale', epoch: this.epoch });
    }
    this.epoch += 1;
    const { epoch, envelope, welcome, removed } = commit;
    const gone = this.members.filter((member) => removed.includes(member.connection));
    const members = this.others(from);
    for (const member of gone) member.isMember = false;
    this.deliver(from, { type: 'accepted', epoch });
    for (const to of members) {
      this.deliver(to, { type: 'commit', from: from.connection, epoch, envelope });
    }
    for (const to of gone) this.deliver(to, { type: 'removed' });
    for (const to of this.clients.filter((c) => welcome?.to.includes(c.connection))) {
      this.welcome(to, from, epoch + 1, welcome?.envelope ?? new Uint8Array());
    }
  }

  private welcome(to: Client, from: Client, epoch: number, envelope: Uint8Array): void {
    to.isMember = true;
    this.knocks.delete(to);
    this.deliver(to, { type: 'welcome', from: from.connection, epoch, envelope });
    for (const [knocker, knock] of this.knocks) {
      this.deliver(to, { type: 'knock', from: knocker.connection, envelope: knock });
    }
  }
}

export async function meetingOf(...names: string[]): Promise<[Relay, ...Client[]]> {
  const relay = new Relay();
  const clients: Client[] = [];
  for (const name of names) {
    clients.push(await relay.arrive(name));
    relay.pass(500_000);
  }
  return [relay, ...clients];
}

export function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing');
  return value;
}
