import type { AskKind } from '../../meeting/conversation_events';

const requests: Readonly<Record<AskKind, string>> = {
  mute: 'Mute',
  unmute: 'Unmute',
  stopCamera: 'Stop camera',
  stopShare: 'Stop sharing',
  lowerHand: 'Lower hand',
};

const asksYou: Readonly<Record<AskKind, (name: string) => string>> = {
  mute: (name) => `${name} asks you to mute`,
  unmute: (name) => `${name} asks you to unmute`,
  stopCamera: (name) => `${name} asks you to stop your camera`,
  stopShare: (name) => `${name} asks you to stop sharing`,
  lowerHand: (name) => `${name} asks you to lower your hand`,
};

/** What hosts ask of people, and people do or do not. */
export const asks = {
  ask: 'Ask to…',
  asked: 'Asked',
  requests,
  asksYou,
  yours: 'It is up to you. Nothing happens before you click.',
  notNow: 'Not now',
};
