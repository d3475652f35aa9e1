// The microphone and the camera: opened by a click, one at a time, and really closed again.
//
// A device is open exactly while its track is live. Closing stops the track, so the system's own
// lamp goes dark; nothing here ever sets `enabled`.

export type DeviceKind = 'microphone' | 'camera';

export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'failed';

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export type Opened =
  | { readonly type: 'open'; readonly track: MediaStreamTrack }
  | { readonly type: 'problem'; readonly problem: DeviceProblem };

/** What the browser does to a voice before anybody hears it. */
export interface Processing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

export async function openDevice(kind: DeviceKind, id: string, processing: Processing): Promise<Opened> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints(kind, id, processing));
    const [track] = stream.getTracks();
    return track ? { type: 'open', track } : { type: 'problem', problem: 'missing' };
  } catch (error) {
    return { type: 'problem', problem: nameProblem(error) };
  }
}

export type DeviceLists = Readonly<Record<DeviceKind | 'speaker', readonly DeviceChoice[]>>;

/** Labels are known only after a permission; without one a list is of no use and is left empty. */
export async function listDevices(): Promise<DeviceLists> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const labelled = (wanted: MediaDeviceKind) =>
    all
      .filter((device) => device.kind === wanted && device.label !== '')
      .map((device) => ({ id: device.deviceId, label: device.label }));
  return {
    microphone: labelled('audioinput'),
    camera: labelled('videoinput'),
    speaker: labelled('audiooutput'),
  };
}

export function constraints(kind: DeviceKind, id: string, processing: Processing): MediaStreamConstraints {
  const deviceId = id === '' ? {} : { deviceId: { exact: id } };
  if (kind === 'microphone') return { audio: { ...deviceId, ...processing } };
  return { video: { ...deviceId, ...picture } };
}

const picture: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export function nameProblem(error: unknown): DeviceProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}
