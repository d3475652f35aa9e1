import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster } from './fixtures';
import { type Fact, type LayerKind, dtlsVersion, isAnyBroken, isForwardSecret, layers } from './layers';
import { type MeetingState, initialState } from './state';
import { update } from './update';

const meeting = after([roster(['Ada', 'Bo', 'Cy']), { type: 'mediaPath', path: 'connected' }]);
const layer = (state: MeetingState, kind: LayerKind) => {
  const found = layers(state).find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`no layer ${kind}`);
  return found;
};
const fact = (state: MeetingState, kind: LayerKind, id: Fact['id']) => layer(state, kind).facts.find((one) => one.id === id);
const look = { time: 0, sent: { bytes: 0, lossRate: 0, limitation: 'none' as const }, received: [], roundTripMs: undefined };
const hop = { dtlsVersion: 'FEFD', dtlsCipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', srtpCipher: 'AEAD_AES_128_GCM', protocol: 'udp' };

test('the network layer names version, cipher, forward secrecy and route as the browser told them', () => {
  const read: MeetingEvent = { type: 'statsRead', sent: { microphone: 0, camera: 0, screen: 0 }, look, hop };
  expect(layer(update(meeting, read), 'network')).toEqual({
    kind: 'network',
    standing: 'good',
    facts: [
      { id: 'path', path: 'connected' },
      { id: 'hop', version: 'DTLS 1.2', cipher: hop.dtlsCipher, isForwardSecret: true },
      { id: 'media', cipher: 'AEAD_AES_128_GCM' },
      { id: 'route', protocol: 'udp' },
    ],
  });
});

test('what the browser does not say is not shown', () => {
  expect(layer(meeting, 'network').facts).toEqual([{ id: 'path', path: 'connected' }]);
});

test('forward secrecy is read off the version or the suite', () => {
  expect(dtlsVersion('feFC')).toBe('DTLS 1.3');
  expect(dtlsVersion('0303')).toBe('0303');
  expect(isForwardSecret('DTLS 1.3', 'TLS_AES_128_GCM_SHA256')).toBe(true);
  expect(isForwardSecret('DTLS 1.2', 'TLS_RSA_WITH_AES_128_GCM_SHA256')).toBe(false);
  expect(isForwardSecret('DTLS 1.2', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256')).toBe(true);
});

test('an interrupted path asks for a look', () => {
  expect(layer(update(meeting, { type: 'mediaPath', path: 'interrupted' }), 'network').standing).toBe('look');
});

test('the platform is good only when everybody was compared and nothing was forged', () => {
  expect(layer(meeting, 'platform').standing).toBe('look');
  const marks = [1, 2].map((leaf): MeetingEvent => ({ type: 'compareToggled', leaf, isCompared: true }));
  const compared = after(marks, meeting);
  expect(layer(compared, 'platform').standing).toBe('good');
  expect(isAnyBroken(layers(compared))).toBe(false);
  expect(fact(compared, 'platform', 'compared')).toEqual({ id: 'compared', compared: 2, others: 2 });
  const forged = update(compared, { type: 'alarm', cause: { kind: 'forged', who: '' } });
  expect(layer(forged, 'platform').standing).toBe('broken');
  expect(isAnyBroken(layers(forged))).toBe(true);
});

test('the epoch shown is the one of the keys', () => {
  expect(fact(update(meeting, roster(['Ada', 'Bo'], { epoch: 9 })), 'platform', 'epoch')).toEqual({ id: 'epoch', epoch: 9, members: 2 });
});

test('the device layer shows what is open, and a page that differs from its list', () => {
  const track = {} as MediaStreamTrack;
  const open = update(meeting, { type: 'deviceOpened', device: 'camera', track, id: 'x' });
  expect(fact(open, 'device', 'capture')).toEqual({ id: 'capture', what: 'microphone', isOpen: false });
  expect(layer(open, 'device').facts[1]).toEqual({ id: 'capture', what: 'camera', isOpen: true });
  expect(layer(open, 'room').standing).toBe('look');
  const captured = { picture: track, hasSound: false, surface: 'window', label: '' } as const;
  const shown = update(meeting, { type: 'screenCaptured', captured });
  expect(layer(meeting, 'device').facts[2]).toEqual({ id: 'capture', what: 'screen', isOpen: false });
  expect(layer(shown, 'device').facts[2]).toEqual({ id: 'capture', what: 'screen', isOpen: true });
  const changed = update(meeting, { type: 'buildRead', build: { type: 'different', hash: 'ab' } });
  expect(layer(changed, 'device').standing).toBe('broken');
});

test('the people layer says who let in whom', () => {
  const entries = [{ epoch: 2, kind: 'admitted' as const, who: 'Bo', by: 'Ada' }];
  const state = update(meeting, { type: 'logged', entries, time: 0 });
  expect(fact(state, 'people', 'admitted')).toEqual({ id: 'admitted', who: 'Bo', by: 'Ada' });
  expect(fact(initialState, 'people', 'door')).toEqual({ id: 'door', isLocked: false, hasWaitingRoom: true });
});
