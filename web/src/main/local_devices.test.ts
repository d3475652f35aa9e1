import { afterEach, expect, test, vi } from 'vitest';
import type { WorldEvent } from '../meeting/events';
import { LocalDevices } from './local_devices';

afterEach(() => vi.unstubAllGlobals());

// A browser with one device of each kind, which counts how often it is asked for them.
function browser() {
  const plugged = ['audioinput', 'videoinput', 'audiooutput'].map((kind) => ({ kind, label: kind, deviceId: kind }));
  const devices = {
    ondevicechange: () => undefined,
    getUserMedia: (wanted: MediaStreamConstraints) => {
      const deviceId = wanted.audio === undefined ? 'videoinput' : 'audioinput';
      return Promise.resolve({ getTracks: () => [{ stop: () => undefined, getSettings: () => ({ deviceId }) }] });
    },
    enumerateDevices: vi.fn(() => Promise.resolve([...plugged])),
  };
  vi.stubGlobal('navigator', { mediaDevices: devices });
  return { devices, plugged };
}

function local() {
  const events: WorldEvent[] = [];
  const processing = () => ({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });
  const made = new LocalDevices({ emit: (event) => events.push(event), processing, onTrack: () => undefined });
  const types = () => events.splice(0).map((event) => event.type);
  return { made, types };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('asks for the list of devices once, whatever was plugged in or out', async () => {
  const { devices, plugged } = browser();
  const { made, types } = local();
  made.toggle('microphone');
  await settled();
  expect(types()).toEqual(['deviceOpening', 'deviceOpened', 'devicesListed', 'speakersListed']);
  expect(devices.enumerateDevices).toHaveBeenCalledTimes(1);
  made.toggle('camera');
  await settled();
  types();
  devices.enumerateDevices.mockClear();
  plugged.push({ kind: 'audiooutput', label: 'another', deviceId: 'another' });
  devices.ondevicechange();
  await settled();
  expect(types()).toEqual(['devicesListed', 'devicesListed', 'speakersListed']);
  expect(devices.enumerateDevices).toHaveBeenCalledTimes(1);
});

test('closes what was pulled out, where the browser only tells that something was', async () => {
  const { devices, plugged } = browser();
  const { made, types } = local();
  made.toggle('microphone');
  await settled();
  types();
  plugged[0] = { kind: 'audioinput', label: 'another', deviceId: 'another' };
  devices.ondevicechange();
  await settled();
  expect(types()).toEqual(['devicesListed', 'speakersListed', 'deviceClosed']);
  expect(made.track('microphone')).toBeNull();
});
