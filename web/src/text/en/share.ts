import type { ShareProblem, Surface } from '../../meeting/share';

const things: Readonly<Record<Surface, string>> = {
  tab: 'a tab',
  window: 'a window',
  screen: 'your whole screen',
  unknown: 'what you chose',
};

/** What to look out for before it is confirmed. */
const advice: Readonly<Record<Surface, string>> = {
  tab: 'A tab. Whatever you open in it will be seen as well.',
  window: 'A window. Whatever you open in it will be seen as well.',
  screen: 'A whole screen: messages that pop up on it will be seen.',
  unknown: 'This browser does not say whether it is a window or the whole screen. Look closely.',
};

const problems: Readonly<Record<ShareProblem, string>> = {
  failed: 'The browser gave nothing to share. Click again, or choose something else.',
  rules: 'The meeting’s rules do not let you share any more. It has stopped.',
};

export const share = {
  share: 'Share',
  stopSharing: 'Stop sharing',
  notAllowed: 'Sharing is off',
  isSharing: (name: string) => `${name} is sharing`,
  /** `label` is a window's own title, where the browser tells it. */
  sharing: (surface: Surface, label: string) => `You are sharing ${label === '' ? things[surface] : label}`,
  about: (surface: Surface, label: string) => `You are about to share ${label === '' ? things[surface] : label}`,
  advice,
  withSound: 'Its sound goes with it.',
  problems,

  chooseTitle: 'Show something',
  chooseText: 'Pick a window or a tab. You see it here first, and nobody else does until you say so.',
  pick: 'Choose what to show',
  cancel: 'Cancel',
  whole: 'The whole screen instead',
  sound: 'With the sound of the tab',
  soundHint: 'Where the browser can: tabs in Chrome, Chromium and Edge.',
  modeTitle: 'Picture',
  text: 'Sharp text',
  motion: 'Smooth motion',
  motionHint: 'For films. Only a change of shape holds the picture back then, not a sudden change of what it shows.',

  wholeTitle: 'The whole screen?',
  wholeText: 'Everyone will see all that appears on it: messages that pop up, other windows, what you type. Show a single window if you can.',
  pickWhole: 'Choose a screen',

  pickingTitle: 'Your browser asks you',
  pickingText: 'Choose there what to show. Nobody sees it yet.',

  previewTitle: 'Everyone will see this',
  previewText: 'Nobody has seen it yet. Look for anything private first.',
  heldTitle: 'It shows something else now',
  heldText: 'It is held back: nobody has seen this. Should everyone?',
  wholeMeant: 'This is my whole screen, and I mean to show all that appears on it',
  taken: (name: string) => `${name} is sharing now. You can begin when that ends.`,
  waiting: 'The preview is on its way.',
  confirm: 'Show this to everyone',

  live: 'Live. Everyone sees it.',
  paused: 'Paused. Nobody sees it.',
  held: 'Held back. Nobody sees it until you have looked at it.',
  preview: 'Nobody sees it yet.',
  ending: 'It is ending.',
  pause: 'Pause',
  resume: 'Go on',

  pausedBy: (name: string) => `${name} has paused it, or is checking what it shows.`,
};
