import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type MessageId, type PageMessage, fileBytesMax, fileChunkBytes } from '../e2ee/messages';
import type { ConversationWorldEvent } from '../meeting/conversation_events';
import { FileReceiver, patienceMs, repeatMs, windowChunks } from './file_receiver';
import { FileSender, type FileTrouble, chunkMs } from './file_sender';

const offerOf = (number: number): MessageId => ({ connection: 7, number });
const patternOf = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);

function setUpSender() {
  const posted: PageMessage[] = [];
  const troubles: FileTrouble[] = [];
  const withdrawn: number[] = [];
  const sender = new FileSender({
    post: (message) => posted.push(message),
    withdraw: (number) => withdrawn.push(number),
    complain: (trouble) => troubles.push(trouble),
  });
  const offer = (file: File, number: number) => {
    sender.offer([file]);
    sender.heardOwn(offerOf(number), { type: 'file', name: file.name, size: file.size });
  };
  const want = (from: number, file: number, index: number) => sender.want({ type: 'chunkWanted', from, file, index });
  const chunks = () => posted.flatMap((message) => (message.type === 'sendChunk' ? [message] : []));
  return { sender, posted, troubles, withdrawn, offer, want, chunks };
}

function setUpReceiver(size: number) {
  const wanted: number[] = [];
  const events: ConversationWorldEvent[] = [];
  const around = { isWanted: true };
  const receiver = new FileReceiver({
    post: (message) => (message.type === 'wantChunk' ? wanted.push(message.index) : undefined),
    emit: (event) => events.push(event),
    isWanted: () => around.isWanted,
    now: () => Date.now(),
  });
  const bytes = patternOf(size);
  const chunk = (index: number) => bytes.slice(index * fileChunkBytes, (index + 1) * fileChunkBytes);
  const take = (index: number, data = chunk(index), from = 7) =>
    receiver.take({ type: 'chunk', from, file: 1, index, data });
  receiver.get({ id: offerOf(1), isOwn: false, name: 'x', size, status: { type: 'coming', received: 0 } });
  return { receiver, wanted, events, around, bytes, take };
}

let saved: Blob | undefined;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('URL', { createObjectURL: (blob: Blob) => ((saved = blob), 'blob:1'), revokeObjectURL: vi.fn() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('not one chunk leaves before somebody asks, and then it is the right one', async () => {
  const { offer, want, chunks } = setUpSender();
  const bytes = patternOf(fileChunkBytes + 10);
  offer(new File([bytes], 'a.bin'), 3);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(chunks()).toEqual([]);
  want(9, 3, 1);
  await vi.advanceTimersByTimeAsync(chunkMs);
  expect(chunks()).toEqual([{ type: 'sendChunk', to: 9, file: 3, index: 1, data: bytes.slice(fileChunkBytes) }]);
});

test('chunks leave no faster than the server bears, whoever asks', async () => {
  const { offer, want, chunks } = setUpSender();
  offer(new File([patternOf(8 * fileChunkBytes)], 'a.bin'), 3);
  for (const from of [9, 10, 11]) for (let index = 0; index < 8; index += 1) want(from, 3, index);
  await vi.advanceTimersByTimeAsync(1_000);
  const bytes = chunks().reduce((sum, { data }) => sum + data.length, 0);
  expect(bytes).toBeGreaterThan(500 * 1024);
  expect(bytes).toBeLessThan(700 * 1024);
});

test('nothing leaves of what was not offered, was taken back, or is not there', async () => {
  const { sender, offer, want, chunks } = setUpSender();
  offer(new File([patternOf(10)], 'a.bin'), 3);
  offer(new File([patternOf(10)], 'b.bin'), 4);
  sender.heardOwn(offerOf(5), { type: 'fileWithdrawn', file: offerOf(4) });
  want(9, 4, 0);
  want(9, 5, 0);
  want(9, 3, 1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(chunks()).toEqual([]);
});

test('files of no bytes and of too many are not offered, and those that cannot be read are taken back', async () => {
  const { sender, posted, troubles, withdrawn, offer, want } = setUpSender();
  sender.offer([new File([], 'empty'), { name: 'large', size: fileBytesMax + 1 } as File]);
  expect(posted).toEqual([]);
  const broken = new File(['x'], 'broken');
  vi.spyOn(broken, 'slice').mockReturnValue({ arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob);
  offer(broken, 3);
  want(9, 3, 0);
  await vi.advanceTimersByTimeAsync(100);
  expect(troubles).toEqual(['fileEmpty', 'fileLarge', 'fileUnreadable']);
  expect(withdrawn).toEqual([3]);
});

test('chunks are asked for a few at a time, and together are the file', async () => {
  const { wanted, events, bytes, take } = setUpReceiver(6 * fileChunkBytes + 5);
  expect(wanted).toEqual([0, 1, 2, 3]);
  for (const index of [1, 0, 3, 2, 4, 6, 5]) take(index);
  expect(wanted).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(events.at(-1)).toEqual({ type: 'fileHere', file: offerOf(1), url: 'blob:1' });
  expect(saved?.type).toBe('application/octet-stream');
  expect(new Uint8Array((await saved?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
});

test('a chunk that does not come is asked for again', () => {
  const { wanted, take } = setUpReceiver(2 * fileChunkBytes);
  take(0);
  vi.advanceTimersByTime(repeatMs + 2_000);
  expect(wanted).toEqual([0, 1, 1]);
});

test('a sender who does not answer is given up, and said so', () => {
  const { wanted, events } = setUpReceiver(100 * fileChunkBytes);
  vi.advanceTimersByTime(patienceMs + 2_000);
  expect(events).toEqual([{ type: 'fileFailed', file: offerOf(1), reason: 'silent' }]);
  const asked = wanted.length;
  vi.advanceTimersByTime(patienceMs);
  expect(wanted.length).toBe(asked);
});

test('what nobody asked for, or another sent, or is of the wrong size, is not taken', () => {
  const { events, take } = setUpReceiver(20 * fileChunkBytes);
  take(windowChunks); // not asked for yet
  take(0, undefined, 8); // from somebody else
  expect(events).toEqual([]);
  take(0, new Uint8Array(3));
  expect(events).toEqual([{ type: 'fileFailed', file: offerOf(1), reason: 'wrong' }]);
});

test('a person who stops it, or a sender who left, ends it', () => {
  const { around, wanted, events, take } = setUpReceiver(20 * fileChunkBytes);
  around.isWanted = false;
  take(0);
  vi.advanceTimersByTime(patienceMs * 2);
  expect(events).toEqual([]);
  expect(wanted.length).toBe(windowChunks);
});
