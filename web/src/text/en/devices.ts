import type { DeviceKind, DeviceProblem } from '../../meeting/state';

const names: Readonly<Record<DeviceKind, string>> = { microphone: 'microphone', camera: 'camera' };

const problems: Readonly<Record<DeviceProblem, (kind: DeviceKind) => string>> = {
  denied: (kind) => `The ${names[kind]} was not allowed. Allow it beside the address bar, then click again.`,
  missing: (kind) => `No ${names[kind]} was found. Plug one in, or come without.`,
  busy: (kind) => `Another program is using the ${names[kind]}. Close it there, then click again.`,
  unplugged: (kind) => `The ${names[kind]} was unplugged or taken away. It is closed now.`,
  enteredMuted: (kind) => `People come into this meeting with the ${names[kind]} closed. Open it when you want to speak.`,
  failed: (kind) => `The ${names[kind]} did not start. Click again, or choose another.`,
};

export const devices = {
  open: (kind: DeviceKind) => `Open the ${names[kind]}`,
  close: (kind: DeviceKind) => `Close the ${names[kind]}`,
  which: (kind: DeviceKind) => `Which ${names[kind]}`,
  problems,

  title: 'Sound and camera',
  microphone: 'Microphone',
  speaker: 'Speaker',
  camera: 'Camera',
  level: 'How loud the microphone hears you',
  meterClosed: 'Open the microphone to see that it hears you.',
  check: 'Record three seconds and listen',
  checks: {
    idle: 'It stays in this page’s memory, and nobody else hears it.',
    recording: 'Say something…',
    playing: 'This is how you sound.',
    failed: 'The recording could not be played.',
  },
  tone: 'Play a tone',
  toneOn: 'Listen…',
  usualSpeaker: 'As the device has it',
  speakerFixed: 'This browser plays where the device does. Choose the speaker in the device’s settings.',
  whichSpeaker: 'Which speaker',
  cameraClosed: 'Open the camera to see yourself.',
  processing: {
    echoCancellation: 'Keep the speaker out of the microphone',
    noiseSuppression: 'Keep noise out',
    autoGainControl: 'Even out how loud I am',
  },
  pushToTalk: 'Talk only while Space is held; Enter presses buttons then',
  remembered: 'What you choose is kept until this page is closed, and nowhere else.',
};
