// Who gets in and who decides, between real cores.
import { describe, expect, test } from 'vitest';
import { CoreError } from './core';
import type { CoreEvent } from './core_events';
import { type Client, Relay, defined, meetingOf, secret } from './fixtures';

function last<Type extends CoreEvent['type']>(client: Client, type: Type) {
  return client.events.findLast((event): event is CoreEvent & { type: Type } => event.type === type);
}
const names = (client: Client) => defined(client.epoch).roster.map((member) => member.name);
const alarms = (client: Client) =>
  client.events.flatMap((event) => (event.type === 'alarm' ? [[event.kind, event.who]] : []));
const logKinds = (client: Client) =>
  client.events.flatMap((event) => (event.type === 'logged' ? event.entries.map(({ kind }) => kind) : []));

/** Ada's meeting, in which nobody is let in by himself. */
async function begun(passphrase = ''): Promise<[Relay, Client]> {
  const relay = new Relay();
  relay.doesAdmit = false;
  const ada = await relay.arrive('Ada', passphrase === '' ? secret : `${secret}~p`, passphrase);
  relay.pass(500_000);
  return [relay, ada];
}
async function knock(relay: Relay, ...more: Parameters<Relay['arrive']>): Promise<Client> {
  const client = await relay.arrive(...more);
  relay.pass(1_000_000);
  return client;
}

describe('the door', () => {
  test('holds who knocks until a host says yes', async () => {
    const [relay, ada] = await begun();
    const bo = await knock(relay, 'Bo');
    expect(last(ada, 'knocksChanged')?.waiting).toMatchObject([{ connection: 2, name: 'Bo', invite: '' }]);
    expect(last(bo, 'waiting')?.hosts).toEqual(['Ada']);
    expect(bo.count('joined')).toBe(0);
    relay.wish(ada, ada.core.admit(bo.connection, relay.now));
    relay.pass(500_000);
    expect(names(bo)).toEqual(['Ada', 'Bo']);
    expect(last(ada, 'knocksChanged')?.waiting).toEqual([]);
    expect(logKinds(ada)).toContain('admitted');
  });

  test('tells who is denied, and keeps them out', async () => {
    const [relay, ada] = await begun();
    const bo = await knock(relay, 'Bo');
    relay.wish(ada, ada.core.deny(bo.connection, relay.now));
    relay.pass(500_000);
    expect(bo.count('denied')).toBe(1);
    expect(bo.count('joined')).toBe(0);
    expect(names(ada)).toEqual(['Ada']);
  });

  test('opens by itself without a waiting room, and to nobody when locked', async () => {
    const [relay, ada] = await begun();
    relay.wish(ada, ada.core.changePolicy({ field: 'hasWaitingRoom', value: false }, relay.now));
    relay.pass(500_000);
    const bo = await knock(relay, 'Bo');
    expect(names(bo)).toEqual(['Ada', 'Bo']);
    relay.wish(ada, ada.core.changePolicy({ field: 'isLocked', value: true }, relay.now));
    relay.pass(500_000);
    expect(defined(bo.epoch).policy.isLocked).toBe(true);
    const cy = await knock(relay, 'Cy');
    expect(cy.count('joined')).toBe(0);
    expect(logKinds(bo)).toContain('policyChanged');
  });

  test('asks for the passphrase, and tells those inside of a wrong one', async () => {
    const [relay, ada] = await begun('mellon');
    const eve = await knock(relay, 'Eve', `${secret}~p`, 'melon');
    expect(eve.count('wrongPassphrase')).toBe(1);
    expect(alarms(ada)).toEqual([['passphrase', '']]);
    const bo = await knock(relay, 'Bo', `${secret}~p`, 'mellon');
    relay.wish(ada, ada.core.admit(bo.connection, relay.now));
    relay.pass(500_000);
    expect(names(bo)).toEqual(['Ada', 'Bo']);
  });

  test('lets one person in by an invite, once', async () => {
    const [relay, ada] = await begun();
    relay.wish(ada, ada.core.invite('for Bo', relay.now));
    relay.pass(500_000);
    const invited = defined(last(ada, 'invited'));
    expect(invited.label).toBe('for Bo');
    const bo = await knock(relay, 'Bo', invited.secret);
    if (bo.count('joined') === 0) relay.wish(ada, ada.core.admit(bo.connection, relay.now));
    relay.pass(500_000);
    expect(names(bo)).toEqual(['Ada', 'Bo']);
    const eve = await knock(relay, 'Eve', invited.secret);
    expect(eve.count('joined')).toBe(0);
    expect(alarms(ada)).toEqual([['inviteTwice', 'for Bo']]);
  });
});

describe('hosts', () => {
  test('alone may decide', async () => {
    const [relay, ada, bo] = await meetingOf('Ada', 'Bo');
    const [host, guest] = [defined(ada), defined(bo)];
    expect(() => guest.core.changePolicy({ field: 'isLocked', value: true }, relay.now)).toThrow(CoreError);
    expect(() => guest.core.remove(0, false, relay.now)).toThrow(CoreError);
    expect(() => guest.core.setHost(1, true, relay.now)).toThrow(CoreError);
    expect(() => guest.core.changeLink(relay.now)).toThrow(CoreError);
    relay.wish(host, host.core.setHost(1, true, relay.now));
    relay.pass(500_000);
    expect(defined(guest.epoch).roster.map((member) => member.isHost)).toEqual([true, true]);
    relay.wish(guest, guest.core.setHost(0, false, relay.now));
    relay.pass(500_000);
    expect(defined(host.epoch).roster.map((member) => member.isHost)).toEqual([false, true]);
  });

  test('remove at once, and with a new link the old one is dead', async () => {
    const [relay, ada, bo, cy] = await meetingOf('Ada', 'Bo', 'Cy');
    const [host, removed, other] = [defined(ada), defined(bo), defined(cy)];
    relay.wish(host, host.core.remove(1, true, relay.now));
    relay.pass(1_000_000);
    expect(removed.count('removed')).toBe(1);
    expect(names(host)).toEqual(['Ada', 'Cy']);
    expect(names(other)).toEqual(['Ada', 'Cy']);
    const link = defined(last(host, 'linkChanged')).secret;
    expect(last(other, 'linkChanged')?.secret).toBe(link);
    const late = await knock(relay, 'Bo');
    expect(late.count('joined')).toBe(0);
    const eve = await knock(relay, 'Eve', link);
    expect([...names(eve)].sort()).toEqual(['Ada', 'Cy', 'Eve']);
  });

  test('a person keeps one fingerprint from epoch to epoch, on every device', async () => {
    const [relay, ada, bo] = await meetingOf('Ada', 'Bo');
    const prints = (client: Client | undefined) => defined(defined(client).epoch).roster.map((m) => m.fingerprint);
    const before = prints(ada);
    expect(new Set(before).size).toBe(2);
    for (const print of before) expect(print).toMatch(/^[0-9a-f]{32}$/);
    expect(prints(bo)).toEqual(before);
    await relay.arrive('Cy');
    relay.pass(1_000_000);
    expect(prints(ada).slice(0, 2)).toEqual(before);
    expect(defined(defined(ada).epoch).safetyWords).toHaveLength(12);
  });
});
