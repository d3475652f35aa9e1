// What people say to each other, between cores in node: words, hands, files, asks and voices.
import { describe, expect, test } from 'vitest';
import { CoreError } from './core';
import { type Client, defined, meetingOf, type Relay } from './fixtures';
import { type MessageId, type Said, fileChunkBytes } from './messages';

async function threePeople(): Promise<[Relay, Client, Client, Client]> {
  const [relay, ...people] = await meetingOf('Ada', 'Grace', 'Mary');
  return [relay, defined(people[0]), defined(people[1]), defined(people[2])];
}

const heard = (client: Client) =>
  client.events.flatMap((event) => (event.type === 'said' ? [event] : []));
const heardOf = (client: Client) => heard(client).map(({ said }) => said);

function tell(relay: Relay, from: Client, said: Said, to?: number): MessageId {
  relay.wish(from, from.core.tell(said, to, relay.now));
  return defined(heard(from).at(-1)).id;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CoreError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('words', () => {
  test('of every kind reach everyone, with their author and number', async () => {
    const [relay, ada, grace, mary] = await threePeople();
    const poll = tell(relay, ada, { type: 'poll', question: 'Tea?', options: ['yes', 'no'] });
    const file = tell(relay, ada, { type: 'file', name: 'tea.pdf', size: 2 ** 25 });
    const words: Said[] = [
      { type: 'chat', text: 'two\nlines' },
      { type: 'chat', text: 'yes', replyTo: poll },
      { type: 'reaction', symbol: '\u{1f44d}' },
      { type: 'vote', poll, option: 1 },
      { type: 'pollClosed', poll },
      { type: 'fileWithdrawn', file },
    ];
    for (const said of words) tell(relay, ada, said);
    for (const client of [ada, grace, mary]) {
      expect(heardOf(client).slice(2)).toEqual(words);
      expect(heard(client).map(({ id }) => id.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(heard(client)[0]).toMatchObject({
        id: { connection: 1 },
        leaf: 0,
        name: 'Ada',
        isSelf: client === ada,
      });
      expect(client.count('alarm')).toBe(0);
    }
  });

  test('lose the characters that nobody sees, and are refused when nothing is left', async () => {
    const [relay, ada, grace] = await threePeople();
    tell(relay, ada, { type: 'chat', text: '\u202egnp.exe\r\nsecond\tline\u0007\u200b ' });
    tell(relay, ada, { type: 'file', name: 'a\nb\u2066.txt', size: 1 });
    expect(heardOf(grace)).toEqual([
      { type: 'chat', text: 'gnp.exe\nsecond  line' },
      { type: 'file', name: 'a b.txt', size: 1 },
    ]);
    const empty: Said = { type: 'chat', text: ' \u200b\n' };
    expect(codeOf(() => ada.core.tell(empty, undefined, relay.now))).toBe('malformed');
    const long: Said = { type: 'chat', text: 'x'.repeat(4001) };
    expect(codeOf(() => ada.core.tell(long, undefined, relay.now))).toBe('malformed');
  });

  test('that the rules forbid are refused here, and allowed again when they allow it', async () => {
    const [relay, ada, grace, mary] = await threePeople();
    const hello: Said = { type: 'chat', text: 'hello' };
    relay.wish(ada, ada.core.changePolicy({ field: 'chat', value: 'hosts' }, relay.now));
    expect(codeOf(() => grace.core.tell(hello, undefined, relay.now))).toBe('refused');
    tell(relay, ada, hello);
    relay.wish(ada, ada.core.changePolicy({ field: 'chat', value: 'everyone' }, relay.now));
    tell(relay, grace, hello);
    expect(heard(mary).map(({ name }) => name)).toEqual(['Ada', 'Grace']);
  });
});

test('an ask goes from a host to one person', async () => {
  const [relay, ada, grace, mary] = await threePeople();
  const ask: Said = { type: 'ask', what: 'unmute' };
  tell(relay, ada, ask, 1);
  expect(heardOf(grace)).toEqual([ask]);
  expect(heardOf(mary)).toEqual([]);
  expect(codeOf(() => grace.core.tell(ask, 0, relay.now))).toBe('refused');
  expect(codeOf(() => ada.core.tell(ask, undefined, relay.now))).toBe('invalid');
  expect(codeOf(() => ada.core.tell(ask, 9, relay.now))).toBe('notFound');
});

test('raised hands are in one order on every device', async () => {
  const [relay, ada, grace, mary] = await threePeople();
  relay.wish(mary, mary.core.raiseHand(true, relay.now));
  relay.wish(grace, grace.core.raiseHand(true, relay.now));
  const handsOf = (client: Client) =>
    client.events.flatMap((event) =>
      event.type === 'stateChanged' && event.state.hand > 0 ? [[event.leaf, event.state.hand]] : [],
    );
  for (const client of [ada, grace, mary]) expect(handsOf(client)).toEqual([[2, 1], [1, 2]]);
});

describe('a file', () => {
  test('comes to who asks for it, piece by piece', async () => {
    const [relay, ada, grace, mary] = await threePeople();
    const bytes = Uint8Array.from({ length: fileChunkBytes + 9 }, (_, i) => i % 251);
    const file = tell(relay, ada, { type: 'file', name: 'notes', size: bytes.length });
    for (const index of [0, 1]) {
      relay.wish(grace, grace.core.wantChunk(file, index, relay.now));
      expect(ada.events.at(-1)).toEqual({ type: 'chunkWanted', from: 2, file: file.number, index });
      const data = bytes.subarray(index * fileChunkBytes, (index + 1) * fileChunkBytes);
      relay.wish(ada, ada.core.sendChunk(2, file.number, index, data, relay.now));
      expect(grace.events.at(-1)).toEqual({ type: 'chunk', from: 1, file: file.number, index, data });
    }
    expect(mary.count('chunk')).toBe(0);
  });

  test('goes to nobody who did not ask', async () => {
    const [relay, ada] = await threePeople();
    const file = tell(relay, ada, { type: 'file', name: 'notes', size: 4 });
    const send = () => ada.core.sendChunk(2, file.number, 0, new Uint8Array(4), relay.now);
    expect(codeOf(send)).toBe('notFound');
  });
});

test('who is speaking is inside the encryption, and no frame is longer for it', async () => {
  const [relay, ada, grace] = await threePeople();
  const content = new TextEncoder().encode('a word');
  const sizes = new Set<number>();
  for (const isSpeaking of [true, false]) {
    ada.frames.isSpeaking = isSpeaking;
    const frame = new Uint8Array(await ada.frames.seal('microphone', 0, content, false));
    sizes.add(frame.length);
    const opened = await grace.frames.open(false, frame, relay.now);
    expect(opened.verdict.isSpeaking).toBe(isSpeaking);
    expect(new Uint8Array(opened.content)).toEqual(content);
  }
  expect(sizes.size).toBe(1);
});
