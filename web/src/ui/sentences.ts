// What the page says, in one place, so that it can be read and checked as a whole.
import type { DeviceKind, DeviceProblem, OverReason, Policy, SlotHealth } from '../meeting/state';

/** A full page that says what is the matter and what to do. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly advice: string;
}

export const promise =
  'A meeting only the people in it can see and hear. Everything is encrypted on your device with ' +
  'keys the server never has.';

export const trust = 'You trust the page this server sent, and the device you are holding.';

export const protections: readonly string[] = [
  'The server cannot see or hear this meeting. It sees your network address, when you are here and how much you send.',
  'The server can interrupt or slow the call.',
  'Anyone here can record.',
  'We cannot protect an infected device.',
  'The software keeps nothing. Its operator could change the software.',
];

export const notCompared =
  'Codes not compared — a fake participant is possible. Compare over another channel; voices can be imitated.';

export const refusals: Readonly<Record<'insecure' | 'transform', Notice>> = {
  insecure: {
    title: 'This address is not secure',
    text: 'Cameras, microphones and encryption work only on pages that came over https.',
    advice: 'Ask whoever runs this server for its https address, and open your link there.',
  },
  transform: {
    title: 'This browser cannot encrypt a meeting',
    text: 'It has no way to encrypt pictures and sound before they leave the device (RTCRtpScriptTransform), and Conclave holds no meeting without that.',
    advice: 'Open the link in a current Firefox, Chrome, Chromium or Edge. Nothing was sent.',
  },
};

export const badLink: Notice = {
  title: 'This link is not complete',
  text: 'A meeting’s link ends in # and 22 letters, digits, - or _. Some of it was lost or changed on the way.',
  advice: 'Ask for the link again, and copy it whole.',
};

export const endings: Readonly<Record<OverReason, Notice>> = {
  left: {
    title: 'You have left',
    text: 'Your microphone and camera are closed and this meeting’s keys are gone from this page.',
    advice:
      'The link is out of the address bar, but it may stay in this browser’s history. Clear it there, or use a private window next time.',
  },
  removed: {
    title: 'You were removed',
    text: 'Someone in the meeting removed you. What is said from now on is encrypted with keys you do not have.',
    advice: 'If that was a mistake, ask them to let you in again.',
  },
  denied: {
    title: 'You were not let in',
    text: 'A host of the meeting said no. You have heard and seen nothing of it, and it nothing of you but the name you gave.',
    advice: 'If that was a mistake, ask the person who invited you, then try again.',
  },
  ended: {
    title: 'The meeting has ended',
    text: 'Everyone has left, and its keys are gone.',
    advice: 'To meet again, start a new meeting and share its link.',
  },
  full: {
    title: 'The meeting is full',
    text: 'The server takes no more people into this meeting.',
    advice: 'Try again when someone has left.',
  },
  replaced: {
    title: 'Continued elsewhere',
    text: 'This place in the meeting was taken over by another connection of yours.',
    advice: 'Go on there, or join again from here.',
  },
  version: {
    title: 'This page is out of date',
    text: 'The server speaks another version of the protocol than this page.',
    advice: 'Reload the page.',
  },
  protocol: {
    title: 'The server said something we do not understand',
    text: 'It does not keep to the protocol, so this page stopped talking to it.',
    advice: 'Reload the page. If it happens again, tell whoever runs this server.',
  },
  core: {
    title: 'The encryption did not start',
    text: 'Its part of this page failed, so nothing is sent and nothing is shown.',
    advice: 'Reload the page. If it happens again, try another browser.',
  },
  error: {
    title: 'The server ended the connection',
    text: 'It reported an error of its own.',
    advice: 'Join again in a moment.',
  },
};

const deviceWords: Readonly<Record<DeviceKind, string>> = {
  microphone: 'microphone',
  camera: 'camera',
};

export function deviceProblem(kind: DeviceKind, problem: DeviceProblem): string {
  const device = deviceWords[kind];
  switch (problem) {
    case 'denied':
      return `The ${device} was not allowed. Allow it beside the address bar, then click again.`;
    case 'missing':
      return `No ${device} was found. Plug one in, or come without.`;
    case 'busy':
      return `Another program is using the ${device}. Close it there, then click again.`;
    case 'unplugged':
      return `The ${device} was unplugged or taken away. It is closed now.`;
    case 'enteredMuted':
      return `People come into this meeting with the ${device} closed. Open it when you want to speak.`;
    case 'failed':
      return `The ${device} did not start. Click again, or choose another.`;
  }
}

export function sealText(seal: SlotHealth, isSelf: boolean, epoch: number): string {
  if (seal === 'shut') return 'Frames arrive that this meeting’s keys do not open. They are not shown.';
  if (isSelf) return `What you send is encrypted with the meeting’s keys (epoch ${epoch}).`;
  if (seal === 'sealed') return `Encrypted with the meeting’s keys (epoch ${epoch}).`;
  return `Nothing arrives at the moment. Keys are in place (epoch ${epoch}).`;
}

export function peopleCount(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

export function waitingTitle(hosts: readonly string[]): string {
  const [first, second] = hosts;
  if (first === undefined) return 'Waiting for a host to let you in';
  if (second === undefined) return `Waiting for ${first} to let you in`;
  return hosts.length === 2 ? `Waiting for ${first} or ${second} to let you in` : `Waiting for ${first} or another host to let you in`;
}

export function waitingCount(count: number): string {
  return count === 1 ? 'Somebody is at the door' : `${count} at the door`;
}

export function comparedText(isCompared: boolean): string {
  return isCompared ? 'codes compared' : 'codes not compared';
}

export function silentText(name: string): string {
  return `Nothing heard from ${name} for 8 seconds. Their connection or the server may be holding messages back.`;
}

/** Who decides, in few words. */
export function hostText(names: readonly string[], amHost: boolean): string {
  const others = names.length - 1;
  if (amHost) return others === 0 ? 'you are host' : `you and ${others === 1 ? (names[1] ?? '') : `${others} others`} are hosts`;
  return names.length === 1 ? `host: ${names[0] ?? ''}` : `hosts: ${names.join(', ')}`;
}

export function doorText({ isLocked, hasWaitingRoom }: Policy): string {
  if (isLocked) return 'Locked';
  return hasWaitingRoom ? 'Waiting room' : 'Open to the link';
}

export function chipText(compared: number, others: number): string {
  if (compared === 0) return 'Codes not compared';
  return compared === others ? 'Codes compared' : `${compared} of ${others} compared`;
}
