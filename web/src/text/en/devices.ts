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
};
