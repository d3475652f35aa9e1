// Meetings of WebAssembly cores in node, over a server of a few lines: what the browser's workers
// do, without the browsers.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Core } from './core';
import type { CoreEvent } from './core_events';
import { Frames } from './frames';
import type { KeyClientMessage, KeyServerMessage, Knocker } from './messages';

const secret = 'AAECAwQFBgcICQoLDA0ODw';
const unixSeconds = 1_800_000_000;

const module = await WebAssembly.compile(
  readFileSync(new URL('../generated/e2ee.wasm', import.meta.url)),
);
/** A core that was built before this page's wire has no people to admit: build it anew. */
const isOld = !WebAssembly.Module.exports(module).some(({ name }) => name === 'core_admit');

/** One client: its core, and what it told its page. */
class Client {
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
class Relay {
  readonly clients: Client[] = [];
  now = 1_000_000;
  doesAdmit = true;
  private epoch = 0;

  async arrive(name: string, link = secret): Promise<Client> {
    const core = await Core.load(module, (text) => {
      throw new Error(text);
    });
    const client = new Client(this.clients.length + 1, core);
    core.open(link, name, '', unixSeconds, this.now);
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
    for (const member of this.members) {
      this.deliver(member, { type: 'departed', connection: client.connection });
    }
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
    this.take(to, to.core.receive(message, this.now));
  }

  private get members(): Client[] {
    return this.clients.filter((client) => client.isMember);
  }
  private others(than: Client): Client[] {
    return this.members.filter((member) => member !== than);
  }

  private take(from: Client, events: readonly CoreEvent[]): void {
    from.events.push(...events);
    for (const event of events) {
      if (event.type === 'toServer') this.serve(from, event.message);
      if (event.type === 'knocksChanged' && this.doesAdmit) this.admit(from, event.waiting);
    }
  }

  /** What a host does who lets everyone in. */
  private admit(host: Client, waiting: readonly Knocker[]): void {
    for (const { connection } of waiting) this.take(host, host.core.admit(connection, this.now));
  }

  private serve(from: Client, message: KeyClientMessage): void {
    switch (message.type) {
      case 'create':
        if (this.members.length > 0) return this.deliver(from, { type: 'exists' });
        from.isMember = true;
        return this.deliver(from, { type: 'created' });
      case 'knock':
        for (const to of this.members) this.deliver(to, { ...message, from: from.connection });
        return;
      case 'commit':
        return this.serveCommit(from, message);
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
    const { epoch, envelope, welcome } = commit;
    const members = this.others(from);
    this.deliver(from, { type: 'accepted', epoch });
    for (const to of members) {
      this.deliver(to, { type: 'commit', from: from.connection, epoch, envelope });
    }
    for (const to of this.clients.filter((c) => welcome?.to.includes(c.connection))) {
      to.isMember = true;
      const bytes = welcome?.envelope ?? new Uint8Array();
      this.deliver(to, {
        type: 'welcome',
        from: from.connection,
        epoch: epoch + 1,
        envelope: bytes,
      });
    }
  }
}

async function meetingOf(...names: string[]): Promise<[Relay, ...Client[]]> {
  const relay = new Relay();
  const clients: Client[] = [];
  for (const name of names) {
    clients.push(await relay.arrive(name));
    relay.pass(500_000);
  }
  return [relay, ...clients];
}

function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing');
  return value;
}

const content = () => new TextEncoder().encode('an encoded frame');

describe.skipIf(isOld)('a meeting of cores', () => {
  test('ends in one epoch with one safety code and one roster', async () => {
    const [, ...clients] = await meetingOf('Ada', 'Grace', 'Mary');
    const epochs = clients.map((client) => defined(client.epoch));
    for (const epoch of epochs) {
      expect(epoch.safetyCode).toMatch(/^\d{30}$/);
      expect(epoch.safetyCode).toBe(epochs[0]?.safetyCode);
      expect(epoch.epoch).toBe(epochs[0]?.epoch);
      expect(epoch.roster.map((member) => member.name)).toEqual(['Ada', 'Grace', 'Mary']);
    }
    for (const client of clients) expect(client.count('alarm')).toBe(0);
  });

  test('gives the same meeting id to everyone with the link', async () => {
    const [a, b] = [await Core.load(module, () => {}), await Core.load(module, () => {})];
    expect(a.open(secret, 'Ada', '', unixSeconds, 0)).toBe(b.open(secret, 'Bob', '', unixSeconds, 0));
    expect(() => b.open('no link', 'Bob', '', unixSeconds, 0)).toThrow();
  });

  test('tells device states under encryption', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const state = { microphone: true, camera: false, screen: true };
    for (const event of defined(ada).core.say(state, relay.now)) {
      if (event.type === 'toServer' && event.message.type === 'message') {
        relay.deliver(defined(grace), { ...event.message, from: 1 });
      }
    }
    expect(defined(grace).events).toContainEqual({ type: 'stateChanged', leaf: 0, state });
  });

  test('keeps out who has another link', async () => {
    const [relay, ada] = await meetingOf('Ada');
    const stranger = await relay.arrive('Eve', 'BAECAwQFBgcICQoLDA0ODw');
    relay.pass(3_000_000);
    expect(stranger.count('joined')).toBe(0);
    expect(defined(defined(ada).epoch).roster).toHaveLength(1);
  });
});

describe.skipIf(isOld)('frames between cores', () => {
  test('open, and say whose they are', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const sealed = await defined(ada).frames.seal('camera', 2, content(), true);
    const frame = new Uint8Array(sealed);
    expect(frame[0]).toBe(0x10);
    const opened = await defined(grace).frames.open(true, frame, relay.now);
    expect(new Uint8Array(opened.content)).toEqual(content());
    expect(opened.verdict).toMatchObject({ leaf: 0, kind: 'camera', layer: 2, isKeyFrame: true });
  });

  test('of audio have one size, whatever they hold', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const sizes = new Set<number>();
    for (const size of [0, 3, 80, 160, 190]) {
      const frame = new Uint8Array(
        await defined(ada).frames.seal('microphone', 0, new Uint8Array(size), false),
      );
      sizes.add(frame.length);
      const opened = await defined(grace).frames.open(false, frame, relay.now);
      expect(opened.content.byteLength).toBe(size);
    }
    expect(sizes.size).toBe(1);
  });

  test('are refused twice, forged, reflected, or without keys', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const stranger = await relay.arrive('Eve', 'BAECAwQFBgcICQoLDA0ODw');
    const frame = new Uint8Array(await defined(ada).frames.seal('screen', 0, content(), false));
    const forged = Uint8Array.from(frame);
    forged.set([defined(forged.at(-1)) ^ 1], forged.length - 1);
    const openAs = (client: Client | undefined, bytes: Uint8Array<ArrayBuffer>) =>
      defined(client).frames.open(true, bytes, relay.now);
    await expect(openAs(grace, forged)).rejects.toThrow();
    await expect(openAs(grace, frame)).resolves.toBeDefined();
    await expect(openAs(grace, frame)).rejects.toMatchObject({ code: 'replayed' });
    await expect(openAs(ada, frame)).rejects.toMatchObject({ code: 'refused' });
    await expect(openAs(stranger, frame)).rejects.toMatchObject({ code: 'notYet' });
    await expect(stranger.frames.seal('screen', 0, content(), false)).rejects.toThrow();
  });

  test('of an epoch that is over open for two seconds more', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const seal = async () =>
      new Uint8Array(await defined(ada).frames.seal('camera', 0, content(), true));
    const [early, late] = [await seal(), await seal()];
    await relay.arrive('Mary');
    relay.pass(400_000);
    await expect(defined(grace).frames.open(true, early, relay.now)).resolves.toBeDefined();
    relay.pass(2_000_000);
    await expect(defined(grace).frames.open(true, late, relay.now)).rejects.toMatchObject({
      code: 'stale',
    });
    expect(defined(grace).core.liveEpochs()).toHaveLength(1);
  });

  test('of a later epoch do not open for who left, nor earlier ones for who came', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const before = new Uint8Array(await defined(ada).frames.seal('camera', 0, content(), true));
    const mary = await relay.arrive('Mary');
    relay.pass(500_000);
    await expect(mary.frames.open(true, before, relay.now)).rejects.toThrow();
    relay.depart(defined(grace));
    relay.pass(2_000_000);
    const after = new Uint8Array(await defined(ada).frames.seal('camera', 0, content(), true));
    await expect(mary.frames.open(true, after, relay.now)).resolves.toBeDefined();
    await expect(defined(grace).frames.open(true, after, relay.now)).rejects.toThrow();
  });

  test('stop when the member leaves', async () => {
    const [relay, ada, grace] = await meetingOf('Ada', 'Grace');
    const frame = new Uint8Array(await defined(ada).frames.seal('camera', 0, content(), true));
    defined(grace).core.leave();
    await expect(defined(grace).frames.open(true, frame, relay.now)).rejects.toThrow();
    await expect(defined(grace).frames.seal('camera', 0, content(), true)).rejects.toThrow();
  });
});
