// The worker's half without a browser: what reaches the page, and which frames may pass.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Core } from './core';
import { Frames } from './frames';
import type { WorkerMessage } from './messages';
import { Participant } from './participant';
import { type EncodedFrame, ReceiveStream, SendStream } from './streams';

const secret = 'AAECAwQFBgcICQoLDA0ODw';

const module = await WebAssembly.compile(
  readFileSync(new URL('../generated/e2ee.wasm', import.meta.url)),
);

async function makeParticipant() {
  const posted: WorkerMessage[] = [];
  const core = await Core.load(module, (text) => posted.push({ type: 'failed', reason: 'internal', text }));
  const clock = { now: 1_000_000 };
  const participant = new Participant(core, {
    now: () => clock.now,
    unixSeconds: () => 1_800_000_000,
    post: (message) => posted.push(message),
  });
  return { participant, posted };
}

async function makeLoneMember() {
  const made = await makeParticipant();
  made.participant.receive({ type: 'start', secret, name: 'Ada', passphrase: '' });
  made.participant.receive({
    type: 'fromServer',
    message: {
      type: 'hello',
      version: 1,
      connection: 1,
      resume: new Uint8Array(),
      resumed: false,
      members: [],
      epoch: 0,
    },
  });
  made.participant.receive({ type: 'fromServer', message: { type: 'created' } });
  return made;
}

function frameOf(text: string, more: Partial<EncodedFrame> = {}): EncodedFrame {
  const data = new TextEncoder().encode(text).buffer;
  return { data, getMetadata: () => ({}), ...more };
}

const nothing = { onSource: () => {}, requestKeyFrame: () => {}, onVoice: () => {} };

const types = (messages: readonly WorkerMessage[]) => messages.map((message) => message.type);

describe('a participant', () => {
  test('tells the meeting id, creates, joins and shows who is here', async () => {
    const { posted } = await makeLoneMember();
    expect(types(posted).slice(0, 4)).toEqual(['ready', 'toServer', 'joined', 'roster']);
    expect(posted[0]).toMatchObject({ meetingId: expect.stringMatching(/^[\w-]{22}$/) as string });
    expect(posted[3]).toMatchObject({
      members: [{ name: 'Ada', isSelf: true, isHost: true, connection: 1 }],
      policy: { hasWaitingRoom: true, isLocked: false },
    });
  });

  test('says plainly that a link is broken, and does nothing after that', async () => {
    const { participant, posted } = await makeParticipant();
    participant.receive({ type: 'start', secret: 'short', name: 'Ada', passphrase: '' });
    participant.receive({ type: 'start', secret, name: 'Ada', passphrase: '' });
    expect(posted).toMatchObject([{ type: 'failed', reason: 'link' }]);
  });

  test('has no keys for frames after it left', async () => {
    const { participant } = await makeLoneMember();
    expect(participant.activeFrames).toBeDefined();
    participant.receive({ type: 'leave' });
    expect(participant.activeFrames).toBeUndefined();
  });

  test('reports frames when there is something new, and once when there is no more', async () => {
    const { participant, posted } = await makeLoneMember();
    const stream = new SendStream('microphone');
    participant.addSender(stream);
    await stream.transform(frameOf('words'), participant.activeFrames);
    for (let i = 0; i < 4; ++i) participant.reportFrames();
    const reports = posted.filter((message) => message.type === 'frames');
    const report = { type: 'frames', received: [], sent: [{ kind: 'microphone', sealed: 1, dropped: 0 }] };
    expect(reports).toEqual([report, report]);
  });
});

describe('streams', () => {
  test('let nothing pass without keys', async () => {
    const sender = new SendStream('camera');
    expect(await sender.transform(frameOf('picture'), undefined)).toBe(false);
    const receiver = new ReceiveStream('4', true, nothing);
    expect(await receiver.transform(frameOf('picture'), undefined, 0)).toBe(false);
    expect([sender.dropped, receiver.dropped]).toEqual([1, 1]);
  });

  test('ignore the empty audio frames that browsers make up', async () => {
    const receiver = new ReceiveStream('9', false, nothing);
    expect(await receiver.transform(frameOf(''), undefined, 0)).toBe(false);
    expect(receiver.dropped).toBe(0);
  });

  test('drop clear frames instead of playing them', async () => {
    const { participant } = await makeLoneMember();
    const receiver = new ReceiveStream('9', false, nothing);
    expect(await receiver.transform(frameOf('clear words'), participant.activeFrames, 0)).toBe(false);
    expect(receiver.dropped).toBe(1);
  });

  test('seal each simulcast layer under its own key', async () => {
    const { participant } = await makeLoneMember();
    const sender = new SendStream('camera');
    const keyIds = new Set<string>();
    for (const rid of ['l', 'm', 'h']) {
      const frame = frameOf('picture', { type: 'key', getMetadata: () => ({ rid }) });
      expect(await sender.transform(frame, participant.activeFrames)).toBe(true);
      keyIds.add(new Uint8Array(frame.data).slice(2, 5).toString());
    }
    for (const synchronizationSource of [11, 12, 13, 11]) {
      const frame = frameOf('picture', { getMetadata: () => ({ synchronizationSource }) });
      expect(await sender.transform(frame, participant.activeFrames)).toBe(true);
      keyIds.add(new Uint8Array(frame.data).slice(2, 5).toString());
    }
    expect(keyIds.size).toBe(3);
  });
});

describe('a received picture', () => {
  /** Frames that always open: what matters here is what happens after that. */
  function framesOf(verdicts: { leaf: number; isKeyFrame: boolean }[]): Frames {
    const frames = Object.create(Frames.prototype) as Frames;
    frames.open = () => {
      const next = verdicts.shift();
      if (next === undefined) return Promise.reject(new Error('forged'));
      const place = { isSpeaking: false, contentOffset: 0, contentSize: 0 };
      const verdict = { kind: 'camera', layer: 0, epoch: 1, ...place, ...next } as const;
      return Promise.resolve({ verdict, content: new ArrayBuffer(1) });
    };
    return frames;
  }

  test('begins with a key frame, after a change of source and after a loss', async () => {
    const log: string[] = [];
    const receiver = new ReceiveStream('4', true, {
      ...nothing,
      onSource: (mid, leaf) => log.push(`${mid} is ${leaf}`),
      requestKeyFrame: () => log.push('ask'),
    });
    const frames = framesOf([
      { leaf: 1, isKeyFrame: false },
      { leaf: 1, isKeyFrame: false },
      { leaf: 1, isKeyFrame: true },
      { leaf: 1, isKeyFrame: false },
      { leaf: 2, isKeyFrame: false },
      { leaf: 2, isKeyFrame: true },
    ]);
    const passed: boolean[] = [];
    for (let i = 0; i < 7; i += 1) {
      passed.push(await receiver.transform(frameOf('x'), frames, i * 300_000));
    }
    expect(passed).toEqual([false, false, true, true, false, true, false]);
    expect(log).toEqual(['4 is 1', 'ask', '4 is 2', 'ask']);
    expect([receiver.opened, receiver.dropped]).toEqual([6, 1]);
  });

  test('announces whoever is given the leaf of somebody who left', async () => {
    const log: string[] = [];
    const receiver = new ReceiveStream('4', true, { ...nothing, onSource: (mid, leaf) => log.push(`${mid} is ${leaf}`) });
    const key = { leaf: 1, isKeyFrame: true };
    const frames = framesOf([key, key, key]);
    await receiver.transform(frameOf('x'), frames, 0);
    receiver.stay(new Set([0, 1]));
    await receiver.transform(frameOf('x'), frames, 1);
    expect(log).toEqual(['4 is 1']);
    receiver.stay(new Set([0]));
    await receiver.transform(frameOf('x'), frames, 2);
    expect(log).toEqual(['4 is 1', '4 is 1']);
  });
});
