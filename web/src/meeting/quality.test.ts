import { expect, test } from 'vitest';
import type { ReceivedMedia } from '../media/stats';
import { type Carried, type Look, type Quality, causeFor, ownCause, samplesMax, unknownQuality, withLook } from './quality';

const stream = (mid: string, seconds: number, change: Partial<ReceivedMedia> = {}): ReceivedMedia => ({
  mid,
  framesDecoded: 15 * seconds,
  frameHeight: 360,
  samplesReceived: 48_000 * seconds,
  samplesConcealed: 0,
  packetsReceived: 100 * seconds,
  packetsLost: 0,
  bytesReceived: 50_000 * seconds,
  ...change,
});

type Made = (seconds: number) => Partial<Omit<Look, 'time'>>;

/** Looks a second apart. */
function watch(made: Made, seconds = 8): Quality {
  const looks = Array.from({ length: seconds }, (_, second): Look => ({
    time: second * 1000,
    sent: { bytes: 25_000 * second, lossRate: 0, limitation: 'none' },
    received: [stream('4', second), stream('5', second)],
    roundTripMs: 40,
    ...made(second),
  }));
  return looks.reduce(withLook, unknownQuality);
}

const camera = (mid: string, leaf: number): Carried => ({ mid, leaf, source: 'camera', wishedHeight: 360 });
const both = [camera('4', 1), camera('5', 2)];

test('rates are what grew between two looks', () => {
  const { samples, streams } = watch(() => ({}), 3);
  expect(samples).toHaveLength(2);
  expect(samples[1]).toEqual({ sentKbps: 200, receivedKbps: 800, sentLoss: 0, receivedLoss: 0, roundTripMs: 40 });
  expect(streams[0]).toEqual({ mid: '4', framesPerSecond: 15, height: 360, lossRate: 0, concealedRate: 0 });
});

test('a minute of samples is kept and no more', () => {
  expect(watch(() => ({}), 200).samples).toHaveLength(samplesMax);
});

test('a call without trouble is good, and so is one too young to judge', () => {
  const quality = watch(() => ({}));
  expect(ownCause(quality)).toBe('good');
  expect(causeFor(quality, 1, both)).toBe('good');
  expect(ownCause(watch(() => ({ roundTripMs: 2_000 }), 3))).toBe('good');
});

test('loss on everything that comes in is the network here', () => {
  const quality = watch((second) => ({
    received: ['4', '5'].map((mid) => stream(mid, second, { packetsLost: 15 * second })),
  }));
  expect(ownCause(quality)).toBe('ownDownload');
  expect(causeFor(quality, 1, both)).toBe('ownDownload');
});

test('loss of what goes out, or a long way, is the network here', () => {
  expect(ownCause(watch((second) => ({ sent: { bytes: second, lossRate: 0.2, limitation: 'none' } })))).toBe('ownUpload');
  expect(ownCause(watch(() => ({ roundTripMs: 900 })))).toBe('ownUpload');
  expect(ownCause(watch((second) => ({ sent: { bytes: second, lossRate: 0, limitation: 'bandwidth' } })))).toBe('ownUpload');
});

test('an encoder that cannot keep up is this device', () => {
  expect(ownCause(watch((second) => ({ sent: { bytes: second, lossRate: 0, limitation: 'cpu' } })))).toBe('ownDevice');
});

test('one soft person among several is theirs; all of them are ours', () => {
  const small = (mids: readonly string[]) => (second: number) => ({
    received: ['4', '5'].map((mid) => stream(mid, second, mids.includes(mid) ? { frameHeight: 90 } : {})),
  });
  const one = watch(small(['4']));
  expect(causeFor(one, 1, both)).toBe('theirs');
  expect(causeFor(one, 2, both)).toBe('good');
  expect(causeFor(watch(small(['4', '5'])), 1, both)).toBe('ownDownload');
});

test('sound with gaps is soft; a picture that has not begun is not', () => {
  const gaps = watch((second) => ({ received: [stream('4', second, { samplesConcealed: 10_000 * second }), stream('5', second)] }));
  const voice = [{ ...camera('4', 1), source: 'microphone' as const }, camera('5', 2)];
  expect(causeFor(gaps, 1, voice)).toBe('theirs');
  const nothing = watch((second) => ({ received: [stream('4', second, { frameHeight: 0, framesDecoded: 0 })] }));
  expect(causeFor(nothing, 1, [camera('4', 1)])).toBe('good');
});
