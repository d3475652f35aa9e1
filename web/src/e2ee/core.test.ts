// Meetings of WebAssembly cores in node.
import { describe, expect, test } from 'vitest';
import { Core } from './core';
import { type Client, defined, meetingOf, module, secret, unixSeconds } from './fixtures';

const content = () => new TextEncoder().encode('an encoded frame');

describe('a meeting of cores', () => {
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
    const open = { microphone: true, camera: false, screen: true, isScreenPaused: true };
    for (const event of defined(ada).core.say(open, relay.now)) {
      if (event.type === 'toServer' && event.message.type === 'message') {
        relay.deliver(defined(grace), { ...event.message, from: 1 });
      }
    }
    expect(defined(grace).events).toContainEqual({
      type: 'stateChanged',
      leaf: 0,
      state: { ...open, hand: 0 },
    });
  });

  test('keeps out who has another link', async () => {
    const [relay, ada] = await meetingOf('Ada');
    const stranger = await relay.arrive('Eve', 'BAECAwQFBgcICQoLDA0ODw');
    relay.pass(3_000_000);
    expect(stranger.count('joined')).toBe(0);
    expect(defined(defined(ada).epoch).roster).toHaveLength(1);
  });
});

describe('frames between cores', () => {
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
    relay.pass(3_000_000); // each newcomer renews its keys soon
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
