import { expect, test } from 'vitest';
import { allowedCodecs, cameraLayers } from './codecs';
import { constraints, nameProblem } from './devices';
import { readStats } from './stats';

test('offers Opus alone, and VP8 with its retransmissions alone', () => {
  const offered = ['audio/opus', 'audio/red', 'audio/G722', 'audio/CN', 'audio/telephone-event'];
  expect(allowedCodecs('audio', offered.map((mimeType) => ({ mimeType })))).toEqual([
    { mimeType: 'audio/opus' },
  ]);
  const video = ['video/VP8', 'video/rtx', 'video/VP9', 'video/H264', 'video/red', 'video/ulpfec'];
  expect(allowedCodecs('video', video.map((mimeType) => ({ mimeType })))).toEqual([
    { mimeType: 'video/VP8' },
    { mimeType: 'video/rtx' },
  ]);
});

test('the camera has three layers from low to high', () => {
  expect(cameraLayers.map((layer) => layer.rid)).toEqual(['l', 'm', 'h']);
});

const usualProcessing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

test('asks for one device at a time', () => {
  expect(constraints('microphone', '', usualProcessing)).not.toHaveProperty('video');
  expect(constraints('camera', '', usualProcessing)).not.toHaveProperty('audio');
});

test('asks for the chosen device exactly and for none in particular without a choice', () => {
  expect(constraints('camera', 'x', usualProcessing).video).toMatchObject({ deviceId: { exact: 'x' } });
  expect(constraints('camera', '', usualProcessing).video).not.toHaveProperty('deviceId');
});

test('names what went wrong with a device', () => {
  const named = (name: string) => nameProblem(Object.assign(new Error(), { name }));
  expect(named('NotAllowedError')).toBe('denied');
  expect(named('NotFoundError')).toBe('missing');
  expect(named('OverconstrainedError')).toBe('missing');
  expect(named('NotReadableError')).toBe('busy');
  expect(named('TypeError')).toBe('failed');
  expect(nameProblem('what')).toBe('failed');
});

test('sums what left of all simulcast layers of a line', () => {
  const rows = [
    { type: 'outbound-rtp', mid: '1', bytesSent: 5 },
    { type: 'outbound-rtp', mid: '1', bytesSent: 7 },
    { type: 'outbound-rtp', bytesSent: 100 },
    { type: 'inbound-rtp', mid: '4', framesDecoded: 30, packetsReceived: 90 },
    { type: 'inbound-rtp', mid: '13', totalSamplesReceived: 48000, concealedSamples: 'many' },
    { type: 'codec', mid: '1' },
  ];
  const stats = readStats(rows);
  expect([...stats.bytesSent]).toEqual([['1', 12]]);
  expect(stats.received.map((row) => row.framesDecoded)).toEqual([30, 0]);
  expect(stats.received[1]).toMatchObject({ samplesReceived: 48000, samplesConcealed: 0 });
});

test('a microphone is opened with the processing that was chosen', () => {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  expect(constraints('microphone', '', plain).audio).toMatchObject(plain);
  expect(constraints('microphone', '', usualProcessing).audio).toMatchObject(usualProcessing);
});
