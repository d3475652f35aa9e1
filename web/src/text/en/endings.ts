import type { OverReason } from '../../meeting/state';

/** A full page that says what is the matter and what to do. */
interface Notice {
  readonly title: string;
  readonly text: string;
  readonly advice: string;
}

const refusals: Readonly<Record<'insecure' | 'transform', Notice>> = {
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

const over: Readonly<Record<OverReason, Notice>> = {
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
    advice: 'If that was a mistake, ask the person who invited you, then open your link again.',
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

const badLink: Notice = {
  title: 'This link is not complete',
  text: 'A meeting’s link ends in # and 22 letters, digits, - or _. Some of it was lost or changed on the way.',
  advice: 'Ask for the link again, and copy it whole.',
};

export const endings = { refusals, over, badLink, joinAgain: 'Join again', reload: 'Reload the page', home: 'Back to the start' };
