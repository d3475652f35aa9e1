import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  Connection,
  type ConnectionEvent,
  type SocketHandlers,
  connectTimeoutMs,
  pingIntervalMs,
  silenceMaxMs,
  unreachableAfterMs,
} from './connection';
import { meetingUrl } from './socket';

class FakeSocket {
  readonly sent: { type: string; resume?: string; received?: number; envelope?: string }[] = [];
  isClosed = false;
  constructor(readonly handlers: SocketHandlers) {}
  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string });
  }
  close(): void {
    this.isClosed = true;
    this.handlers.onClose();
  }
  say(message: object): void {
    this.handlers.onText(JSON.stringify(message));
  }
  greet(resumed: boolean, received = 0): void {
    this.handlers.onOpen();
    const rest = { version: 1, connection: 5, resume: 'AQ', received, members: [], epoch: 0 };
    this.say({ type: 'hello', resumed, ...rest });
  }
  types(): string[] {
    return this.sent.map((message) => message.type);
  }
}

function setUp() {
  const sockets: FakeSocket[] = [];
  const events: ConnectionEvent[] = [];
  const connection = new Connection({
    openSocket: (handlers) => {
      const socket = new FakeSocket(handlers);
      sockets.push(socket);
      return socket;
    },
    onEvent: (event) => events.push(event),
    random: () => 0.5,
  });
  const socket = (index: number): FakeSocket => {
    const found = sockets[index];
    if (found === undefined) throw new Error(`no socket ${index}`);
    return found;
  };
  connection.open();
  return { connection, events, sockets, socket };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('says hello first and nothing before it is answered', () => {
  const { connection, socket } = setUp();
  connection.send({ type: 'create' });
  socket(0).handlers.onOpen();
  expect(socket(0).types()).toEqual(['hello']);
  expect(socket(0).sent[0]).toEqual({ type: 'hello', version: 1 });
});

test('passes the messages of the server on, in order, and keeps pongs to itself', () => {
  const { events, socket } = setUp();
  socket(0).greet(false);
  socket(0).say({ type: 'created' });
  socket(0).say({ type: 'pong', received: 0 });
  socket(0).say({ type: 'ended' });
  const types = events.map((event) => (event.type === 'message' ? event.message.type : event.type));
  expect(types).toEqual(['hello', 'created', 'ended']);
});

test('asks what the server holds, counts neither question nor answer, and asks nobody while lost', () => {
  const { connection, events, socket } = setUp();
  connection.inspect(new Uint8Array([7]));
  socket(0).greet(false);
  expect(socket(0).types()).toEqual(['hello']);
  connection.inspect(new Uint8Array([7]));
  expect(socket(0).types()).toEqual(['hello', 'inspect']);
  expect(socket(0).sent[1]).toEqual({ type: 'inspect', question: 'Bw' });
  const fields = [{ group: 'you', name: 'state', value: 'member' }];
  socket(0).say({ type: 'seen', fields, certificate: 'AQ', signature: '' });
  expect(events.at(-1)).toEqual({
    type: 'message',
    message: { type: 'seen', fields, certificate: new Uint8Array([1]), signature: new Uint8Array(0) },
  });
  socket(0).close();
  vi.advanceTimersByTime(1_000);
  socket(1).greet(true);
  expect(socket(1).sent[0]).toEqual({ type: 'hello', version: 1, resume: 'AQ', received: 0 });
  expect(socket(1).types()).toEqual(['hello']);
});

test('comes back with its token and then says what waited', () => {
  const { connection, events, socket } = setUp();
  socket(0).greet(false);
  socket(0).close();
  expect(events.at(-1)).toEqual({ type: 'lost' });
  connection.send({ type: 'message', envelope: Uint8Array.of(1) });
  vi.advanceTimersByTime(1_000);
  socket(1).greet(true);
  expect(socket(1).sent[0]?.resume).toBe('AQ');
  expect(socket(1).types()).toEqual(['hello', 'message']);
});

test('says again what the server did not take, and tells what it took itself', () => {
  const { connection, socket } = setUp();
  socket(0).greet(false);
  connection.send({ type: 'message', envelope: Uint8Array.of(1) });
  connection.send({ type: 'message', envelope: Uint8Array.of(2) });
  connection.send({ type: 'message', envelope: Uint8Array.of(3) });
  socket(0).say({ type: 'pong', received: 1 });
  socket(0).say({ type: 'ended' });
  socket(0).close();
  vi.advanceTimersByTime(1_000);
  socket(1).greet(true, 2);
  expect(socket(1).sent[0]).toEqual({ type: 'hello', version: 1, resume: 'AQ', received: 1 });
  expect(socket(1).sent.slice(1).map((message) => message.envelope)).toEqual(['Aw']);
});

test('counts from nothing again as somebody new', () => {
  const { socket } = setUp();
  socket(0).greet(false);
  socket(0).say({ type: 'created' });
  socket(0).close();
  vi.advanceTimersByTime(1_000);
  socket(1).greet(false);
  vi.advanceTimersByTime(pingIntervalMs);
  expect(socket(1).sent.at(-1)).toEqual({ type: 'ping', received: 0 });
});

test('believes no count that cannot be', () => {
  const { connection, socket } = setUp();
  socket(0).greet(false);
  connection.send({ type: 'create' });
  socket(0).say({ type: 'pong', received: 1_000 });
  connection.send({ type: 'message', envelope: Uint8Array.of(1) });
  socket(0).close();
  vi.advanceTimersByTime(1_000);
  socket(1).greet(true, 0);
  expect(socket(1).types()).toEqual(['hello', 'message']);
});

test('drops what waited when it was not resumed', () => {
  const { connection, socket } = setUp();
  socket(0).greet(false);
  socket(0).close();
  connection.send({ type: 'message', envelope: Uint8Array.of(1) });
  vi.advanceTimersByTime(1_000);
  socket(1).greet(false);
  expect(socket(1).types()).toEqual(['hello']);
});

test('pings, and takes a silence for a loss', () => {
  const { events, socket, sockets } = setUp();
  socket(0).greet(false);
  vi.advanceTimersByTime(silenceMaxMs - 1);
  expect(socket(0).types()).toEqual(['hello', 'ping', 'ping']);
  expect(events.at(-1)?.type).toBe('message');
  vi.advanceTimersByTime(1);
  expect(events.at(-1)).toEqual({ type: 'lost' });
  vi.advanceTimersByTime(1_000);
  expect(sockets).toHaveLength(2);
});

test('tries at once after a loss, and only then waits', () => {
  const { socket, sockets } = setUp();
  socket(0).greet(false);
  socket(0).close();
  vi.advanceTimersByTime(0);
  expect(sockets).toHaveLength(2);
  socket(1).close();
  vi.advanceTimersByTime(100);
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(200);
  expect(sockets).toHaveLength(3);
});

test('closes a silent socket only when it is back, lest the server take it for gone', () => {
  const { socket } = setUp();
  socket(0).greet(false);
  vi.advanceTimersByTime(silenceMaxMs + 1_000);
  expect(socket(0).isClosed).toBe(false);
  socket(1).greet(true);
  expect(socket(0).isClosed).toBe(true);
  expect(socket(1).isClosed).toBe(false);
});

test('nor one on which it came back, but did not hear so in time', () => {
  const { connection, socket } = setUp();
  socket(0).greet(false);
  socket(0).handlers.onClose();
  vi.advanceTimersByTime(0);
  socket(1).handlers.onOpen();
  vi.advanceTimersByTime(connectTimeoutMs + 500);
  expect(socket(1).isClosed).toBe(false);
  socket(2).handlers.onOpen();
  connection.probe(); // the network has changed meanwhile
  expect(socket(2).isClosed).toBe(false);
  socket(3).greet(true);
  expect([1, 2, 3].map((index) => socket(index).isClosed)).toEqual([true, true, false]);
});

test('reaches a server so far away that a socket opens only after seconds, and comes back to it', () => {
  const { events, sockets, socket } = setUp();
  const isIn = () => events.at(-1)?.type === 'message';
  const answer = (one: FakeSocket) => {
    setTimeout(() => one.isClosed || one.greet(true), 3_500);
  };
  const wait = (spanMs: number) => {
    for (let ms = 0, known = sockets.length - 1; ms < spanMs && !isIn(); ms += 10, vi.advanceTimersByTime(10)) {
      for (; known < sockets.length; known += 1) answer(socket(known));
    }
  };
  wait(4_000);
  expect([isIn(), sockets.length]).toEqual([true, 1]);
  socket(0).handlers.onClose();
  expect(isIn()).toBe(false);
  wait(30_000);
  expect(isIn()).toBe(true);
});

test('is back within the time the server waits after ten seconds without a network', () => {
  const { socket, sockets } = setUp();
  socket(0).greet(false);
  vi.advanceTimersByTime(pingIntervalMs - 1); // the worst moment: just before a ping
  vi.advanceTimersByTime(10_000);
  const before = sockets.length;
  vi.advanceTimersByTime(2_999);
  expect(sockets.length).toBeGreaterThan(before);
});

test('stays while pongs arrive', () => {
  const { events, socket, sockets } = setUp();
  socket(0).greet(false);
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(pingIntervalMs);
    socket(0).say({ type: 'pong', received: 0 });
  }
  expect(sockets).toHaveLength(1);
  expect(events.some((event) => event.type === 'lost')).toBe(false);
});

test('a probe after sleep finds a dead socket within two seconds', () => {
  const { connection, events, socket } = setUp();
  socket(0).greet(false);
  connection.probe();
  vi.advanceTimersByTime(2_000);
  expect(events.at(-1)).toEqual({ type: 'lost' });
});

test('a probe while lost tries again at once', () => {
  const { connection, socket, sockets } = setUp();
  socket(0).greet(false);
  socket(0).close();
  connection.probe();
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(sockets).toHaveLength(2);
});

test('tries ever more slowly, says once that nobody answers, and goes on trying', () => {
  const { events, socket, sockets } = setUp();
  socket(0).greet(false);
  socket(0).close();
  for (let i = 0; i < 60; i++) {
    vi.advanceTimersByTime(1_000);
    const last = sockets.at(-1);
    if (last !== undefined && !last.isClosed) last.close();
  }
  expect(events.filter((event) => event.type === 'unreachable')).toHaveLength(1);
  expect(sockets.length).toBeGreaterThan(20);
  expect(sockets.length).toBeLessThan(50);
});

test('a server that never answers is unreachable from the start', () => {
  const { events } = setUp();
  vi.advanceTimersByTime(unreachableAfterMs);
  expect(events).toEqual([{ type: 'unreachable' }]);
});

test('malformed text ends it, and no socket follows', () => {
  const { events, socket, sockets } = setUp();
  socket(0).greet(false);
  socket(0).say({ type: 'surprise' });
  expect(events.at(-1)).toEqual({ type: 'failed', reason: 'protocol' });
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
});

test('a full meeting, another version and a replaced socket end it with their reason', () => {
  const endings = [
    [{ type: 'error', code: 'full', text: '' }, 'full'],
    [{ type: 'error', code: 'version', text: '' }, 'version'],
    [{ type: 'error', code: 'internal', text: '' }, 'error'],
    [{ type: 'closing', reason: 'replaced' }, 'replaced'],
  ] as const;
  for (const [message, reason] of endings) {
    const { events, socket } = setUp();
    socket(0).greet(false);
    socket(0).say(message);
    expect(events.at(-1)).toEqual({ type: 'failed', reason });
  }
});

test('a refusal is passed on and the conversation goes on', () => {
  const { events, socket } = setUp();
  socket(0).greet(false);
  socket(0).say({ type: 'error', code: 'refused', text: 'no' });
  expect(events.at(-1)?.type).toBe('message');
  expect(socket(0).isClosed).toBe(false);
});

test('leaving says goodbye and is silent afterwards', () => {
  const { connection, events, socket, sockets } = setUp();
  socket(0).greet(false);
  connection.leave();
  connection.send({ type: 'create' });
  connection.probe();
  vi.advanceTimersByTime(60_000);
  expect(socket(0).types()).toEqual(['hello', 'leave']);
  expect(sockets).toHaveLength(1);
  expect(events).toHaveLength(1);
});

test('the meeting lives at the server that sent the page', () => {
  expect(meetingUrl(new URL('https://a.example/x#S'), 'ID')).toBe('wss://a.example/api/v1/meetings/ID');
  expect(meetingUrl(new URL('http://127.0.0.1:8443/'), 'ID')).toBe('ws://127.0.0.1:8443/api/v1/meetings/ID');
});

test('a member whom the server restores says what it said while away, by the new token', () => {
  const { connection, socket } = setUp();
  socket(0).greet(false);
  socket(0).handlers.onClose();
  connection.send({ type: 'message', envelope: new Uint8Array([1]) });
  connection.send({ type: 'commit', epoch: 3, envelope: new Uint8Array([2]), removed: [] });
  vi.advanceTimersByTime(0);
  socket(1).greet(false);
  expect(socket(1).types()).toEqual(['hello']);
  socket(1).say({ type: 'restored', connection: 4, resume: 'Ag', epoch: 3 });
  expect(socket(1).types()).toEqual(['hello', 'message']);
  socket(1).handlers.onClose();
  vi.advanceTimersByTime(0);
  socket(2).handlers.onOpen();
  expect(socket(2).sent[0]).toMatchObject({ type: 'hello', resume: 'Ag', received: 1 });
});

test('what somebody else said is not said by a newcomer', () => {
  const { connection, socket } = setUp();
  socket(0).greet(false);
  socket(0).handlers.onClose();
  connection.send({ type: 'message', envelope: new Uint8Array([1]) });
  vi.advanceTimersByTime(0);
  socket(1).greet(false);
  socket(1).say({ type: 'exists' });
  socket(1).say({ type: 'restored', connection: 4, resume: 'Ag', epoch: 3 });
  expect(socket(1).types()).toEqual(['hello']);
});
